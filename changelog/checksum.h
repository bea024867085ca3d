#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "changelog/change.h"

namespace ebbtide {

/// What Liquibase 4.22 and later write; 8 is that of 3.5 to 4.21.
constexpr int newest_checksum_version = 9;

/// A checksum as the history table keeps it: `9:32 hex digits`. Those of different versions are
/// never equal, so that both sides must be made by one rule.
struct Checksum {
  int version = newest_checksum_version;
  std::string digest;

  /// Reads a stored value. Text without a version counts as version 1. Nothing for an empty text;
  /// throws Error for a version that is newer than ours.
  static std::optional<Checksum> parse(std::string_view stored);
  std::string to_text() const { return std::to_string(version) + ":" + digest; }
  friend bool operator==(const Checksum&, const Checksum&) = default;
};

/// The MD5 of a text as Liquibase takes it: line ends as LF, without U+FFFD, in NFC, its letters as
/// bytes of an encoding, empty for UTF-8.
std::string hash_text(std::string_view text, std::string_view encoding);

/// The text that stands for a change, or a modifySql visitor, in its checksum: see checksum.cpp.
std::string describe_for_checksum(const Change& change, int version);
std::string describe_for_checksum(std::string_view name, std::span<const Field> fields,
                                  const Record& record, int version);

/// The MD5 of SQL as version 9 takes it: blanks and line ends do not count, letters are bytes of an
/// encoding, empty for UTF-8.
std::string sql_to_hash(std::string_view sql);
std::string hash_sql(std::string_view sql, std::string_view encoding);
std::string hash_sql(std::istream& sql, std::string_view encoding);

/// The MD5 of SQL as version 8 takes it: blanks count as one, and the options are part of it.
struct SqlOptions {
  Text delimiter;
  bool split = true;
  bool strip_comments = false;
};
std::string sql_to_hash_v8(std::string_view sql, const SqlOptions& options);
std::string hash_sql_v8(std::string_view sql, const SqlOptions& options, std::string_view encoding);

/// The MD5 of a CSV file as loadData takes it: without empty lines and comment lines, which begin
/// with `comment_start`; NUL where no line is a comment. As Liquibase does: its bytes count,
/// whatever its encoding is.
std::string csv_to_hash(std::istream& csv, char comment_start);
std::string hash_csv(std::istream& csv, char comment_start);

/// A sum of sums, such as those of createView: the text `9:a:9:b` hashed.
std::string pair_to_hash(int version, std::string_view first, std::string_view second);

}  // namespace ebbtide
