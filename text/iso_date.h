#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// A date, time or timestamp of a changelog in its one spelling: `2020-01-02`, `10:11:12` or
/// `2020-01-02T03:04:05.12` (no trailing zeros in the fraction). Nothing where the text is none of
/// them; it is a function then (`now()`). As Liquibase does: the rule goes by the size of the text
/// (iso_date.cpp); days and months past their end run over, as Java's lenient parser lets them, and
/// a zone behind a fraction is dropped.
std::optional<std::string> canonical_date(std::string_view text);

/// A canonical date, time or timestamp, taken as local time of this machine, in milliseconds since
/// 1970: what Java's Timestamp.getTime gives. A time alone is one of 1970-01-01. Nothing where the
/// text is none of them. Reads the zone of the process.
std::optional<std::int64_t> local_millis(std::string_view canonical);

/// What becomes of an unquoted date of YAML, `2020-1-2` or `2001-12-14 21:59:43.10 -5`, on its way
/// through Java: `Thu Jan 02 00:00:00 UTC 2020` for a day and a moment with a zone, in the time
/// zone of this machine; `2001-12-14 21:59:43` for a moment without one. Nothing where it is no
/// date. canonical_date understands the result.
std::optional<std::string> java_date(std::string_view text);

}  // namespace ebbtide
