#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change_set.h"
#include "cli/console.h"
#include "history/permit.h"

namespace ebbtide {

using Json = nlohmann::ordered_json;

/// JSON on one line where `indent` is negative, or with an indent of 0 or more on several, in which
/// nothing commands a terminal or a CI server. Members stay in the order they were given. Bytes
/// that are no UTF-8 become U+FFFD.
std::string json_text(const Json& value, int indent);
/// Keeps it as the result of a command, which is written at its end.
void write_json(Console& console, const Json& value);
/// Writes it at once: a result whose form is not ours.
void print_json(Console& console, const Json& value);
/// A line of the log, without its end; on several lines where `indent` is not negative.
std::string json_log_line(const std::string& moment, std::string_view level,
                          std::string_view channel, std::string_view message, int indent);

Json json_of(const ChangeSetId& id);
Json json_of(const std::vector<ChangeSetId>& ids);
/// What was let destroy data, by whom and why.
Json json_of(const Permit& permit);
/// The text, or null where it is absent.
Json json_of(const Text& text);
/// Each with its place: line and column 0 where it is about a file as a whole, an empty file where
/// it is about none.
Json json_of(const std::vector<Problem>& problems);

}  // namespace ebbtide
