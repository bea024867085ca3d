// Liquibase's checksum of a change is the MD5 of a text made from its fields, here for
// <createIndex indexName="ix" tableName="t"><column name="a" descending="true"/></createIndex>:
//
//   createIndex:[
//       columns=[
//           [
//               descending="true"
//               name="a"
//           ]
//       ]
//       indexName="ix"
//       tableName="t"
//   ]
//
// Each field that is set is one line `name="text"`, indented by 4 blanks a level; a nested record
// stands without its name; a list stands even when it is empty (`columns=[]`). The lines of a level
// are sorted as whole texts by UTF-16 code unit, and equal lines count once, so the order of
// attributes never matters while the order of columns does. This agrees with Liquibase's
// StringChangeLogSerializer. The checksum of a changeset is the MD5 of `9:<md5>:` for each of its
// changes and `9:<md5>;` for each of its modifySql visitors.
#include "changelog/checksum.h"

#include <algorithm>
#include <charconv>

#include "text/ascii.h"
#include "text/md5.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

bool is_summed(const Field& field, int version) {
  return !has(field.traits, Trait::unsummed) && !(version >= 9 && has(field.traits, Trait::unsummed_in_v9));
}

std::string describe(std::span<const Field> fields, const Record& record, std::size_t depth, int version);

std::string indent(std::size_t depth) { return std::string(4 * depth, ' '); }

std::string describe_list(const Field& field, const Record& record, std::size_t depth, int version) {
  const std::size_t size = field.size(record);
  std::string text(field.name);
  text += "=[";
  for (std::size_t i = 0; i < size; ++i) {
    text += (i == 0 ? "\n" : ",\n") + indent(depth + 1) + describe(field.fields(), field.at(record, i), depth + 2, version);
  }
  return text + (size == 0 ? "]" : "\n" + indent(depth) + "]");
}

std::optional<std::string> describe_field(const Field& field, const Record& record, std::size_t depth, int version) {
  if (field.is_scalar()) {
    const auto text = field.get(record);
    if (!text) return std::nullopt;
    const bool old = version < 9 && !field.v8_name.empty();
    return std::string(old ? field.v8_name : field.name) + "=\"" + *text + "\"";
  }
  if (has(field.traits, Trait::unsummed_if_empty) && field.size(record) == 0) return std::nullopt;
  if (field.kind == FieldKind::records) return describe_list(field, record, depth, version);
  if (field.size(record) == 0) return std::nullopt;
  return describe(field.fields(), field.at(record, 0), depth + 1, version);
}

std::string describe(std::span<const Field> fields, const Record& record, std::size_t depth, int version) {
  std::vector<std::string> lines;
  for (const Field& field : fields) {
    if (!is_summed(field, version)) continue;
    if (auto line = describe_field(field, record, depth, version)) lines.push_back(indent(depth) + *line);
  }
  std::sort(lines.begin(), lines.end(), less_by_utf16);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  if (lines.empty()) return "[" + indent(depth - 1) + "]";
  return "[\n" + join(lines, "\n") + "\n" + indent(depth - 1) + "]";
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

std::optional<Checksum> Checksum::parse(std::string_view stored) {
  if (stored.empty()) return std::nullopt;
  const std::size_t colon = stored.find(':');
  int version = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + std::min(colon, stored.size()), version);
  const bool versioned = colon != std::string_view::npos && colon > 0 && error == std::errc{} && end == stored.data() + colon;
  if (!versioned) return Checksum{1, std::string(stored)};
  if (version < 1 || version > newest_checksum_version) {
    throw Error("Liquibase detected an unknown checksum calculation version " + std::to_string(version) +
                "; the history was written by a newer version than this one can read (4.x, checksum version 9)");
  }
  return Checksum{version, std::string(stored.substr(colon + 1))};
}

std::string hash_text(std::string_view text) {
  std::string normal = replace_all(replace_all(text, "\r\n", "\n"), "\r", "\n");
  if (contains(normal, "\xEF\xBF\xBD")) normal = replace_all(normal, "\xEF\xBF\xBD", "");
  return md5(to_nfc(normal));
}

std::string describe_for_checksum(std::string_view name, std::span<const Field> fields, const Record& record, int version) {
  return std::string(name) + ":" + describe(fields, record, 1, version);
}

std::string describe_for_checksum(const Change& change, int version) {
  return describe_for_checksum(change.type().name, change.type().fields, change, version);
}

std::string hash_sql(std::string_view sql) {
  std::string dense(sql);
  std::erase_if(dense, is_blank);
  return md5(dense);
}

std::string hash_sql(std::istream& sql) {
  Md5 sum;
  std::string chunk;
  do {
    chunk.resize(64 * 1024);
    sql.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    chunk.resize(static_cast<std::size_t>(sql.gcount()));
    std::erase_if(chunk, is_blank);
    sum.add(chunk);
  } while (sql);
  return sum.finish();
}

std::string hash_sql_v8(std::string_view sql, const SqlOptions& options) {
  std::string text = options.delimiter.value_or("null") + ":" + *to_text(options.split) + ":" + *to_text(options.strip_comments) + ":";
  const std::size_t prefix = text.size();
  bool blank_before = false;
  for (const char c : sql) {
    const bool blank = is_blank(c);
    if (!blank && blank_before && text.size() > prefix) text += ' ';
    if (!blank) text += c;
    blank_before = blank;
  }
  return md5(text);
}

std::string hash_csv(std::istream& csv, char comment_start) {
  Md5 sum;
  bool first = true;
  for (std::string line; std::getline(csv, line);) {
    std::erase(line, '\r');
    if (line.empty() || (comment_start != '\0' && line.front() == comment_start)) continue;
    sum.add(first ? line : "\n" + line);
    first = false;
  }
  return sum.finish();
}

std::string hash_pair(int version, std::string_view first, std::string_view second) {
  const std::string prefix = std::to_string(version) + ":";
  return hash_text(prefix + std::string(first) + ":" + prefix + std::string(second));
}

}  // namespace ebbtide
