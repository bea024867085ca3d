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
//
// The sum of the text above is afc9ef092f64b70ccbe2d2fd095566f0, that of a changeset with this
// change alone 9:0593efecd984dd2b923f54451e136488.
//
// Some change types have another text than their fields:
//
//                     version 9                         version 8 and older
//   sql, sqlFile      the SQL without blanks, tabs      `null:true:false:` (delimiter, split and
//                     and line ends                     strip), the SQL, a run of blanks as one
//   createView,       `9:a:9:b`, a the sum of the       the fields, the text among them; with a
//   createProcedure   fields without the text, b of     path `8:a:8:b`, b as of sql there
//                     the text, as of sql
//   loadData,         `table:9:` and the sum of the     `table:8:` and the same
//   loadUpdateData    lines that count
//
// A row keeps the version its checksum was made with, and is compared by that rule for good: no
// rule here may ever change. What differs between the versions is said by traits of fields and the
// names they had (field.h). SQL is hashed as bytes, while texts of fields become NFC and lose
// U+FFFD first.
#include "changelog/checksum.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "text/ascii.h"
#include "text/md5.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

bool is_summed(const Field& field, int version) {
  return !has(field.traits, Trait::unsummed) &&
         !(version >= 9 && has(field.traits, Trait::unsummed_in_v9));
}

std::string indent(std::size_t depth) {
  // NOLINTNEXTLINE(modernize-return-braced-init-list): braces would list two letters
  return std::string(4 * depth, ' ');
}

std::string_view name_of(const Field& field, int version) {
  return version < 9 && !field.v8_name.empty() ? field.v8_name : field.name;
}

/// Writes records as text. All lines of a level have the same indent and different names, so that
/// the order of the lines is that of the names with their `=`; a nested record begins with `[`,
/// which comes before any letter of a name.
class Description {
 public:
  explicit Description(int version) : version_(version) {}

  std::string take() { return std::move(text_); }
  void append(std::string_view words) { text_ += words; }

  void write(std::span<const Field> fields, const Record& record, std::size_t depth) {
    text_ += "[";
    for (const Field* const field : lines_of(fields, record)) {
      text_ += "\n" + indent(depth);
      write_field(*field, record, depth);
    }
    const bool has_lines = text_.back() != '[';
    if (has_lines) text_ += "\n";
    text_ += indent(depth - 1) + "]";
  }

 private:
  bool is_written(const Field& field, const Record& record) const {
    if (!is_summed(field, version_)) return false;
    if (field.is_scalar()) return field.get(record).has_value();
    if (field.kind == FieldKind::records)
      return !has(field.traits, Trait::unsummed_if_empty) || field.size(record) > 0;
    return field.size(record) > 0;
  }

  std::vector<const Field*> lines_of(std::span<const Field> fields, const Record& record) const {
    std::vector<const Field*> lines;
    for (const Field& field : fields) {
      if (is_written(field, record)) lines.push_back(&field);
    }
    const auto comes_before = [&](const Field* a, const Field* b) {
      const bool a_nested = a->kind == FieldKind::record, b_nested = b->kind == FieldKind::record;
      return a_nested != b_nested ? a_nested : name_of(*a, version_) < name_of(*b, version_);
    };
    std::sort(lines.begin(), lines.end(), comes_before);
    return lines;
  }

  void write_field(const Field& field, const Record& record, std::size_t depth) {
    if (field.is_scalar()) {
      (text_ += name_of(field, version_)) += "=\"";
      (text_ += *field.get(record)) += "\"";
    } else if (field.kind == FieldKind::records) {
      write_list(field, record, depth);
    } else {
      write(field.fields(), field.at(record, 0), depth + 1);
    }
  }

  void write_list(const Field& field, const Record& record, std::size_t depth) {
    const std::size_t size = field.size(record);
    (text_ += field.name) += "=[";
    for (std::size_t i = 0; i < size; ++i) {
      text_ += (i == 0 ? "\n" : ",\n") + indent(depth + 1);
      write(field.fields(), field.at(record, i), depth + 2);
    }
    text_ += size == 0 ? "]" : "\n" + indent(depth) + "]";
  }

  int version_;
  std::string text_;
};

constexpr auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };

}  // namespace

std::optional<Checksum> Checksum::parse(std::string_view stored) {
  if (stored.empty()) return std::nullopt;
  const std::size_t colon = stored.find(':');
  int version = 0;
  const auto [end, error] =
      std::from_chars(stored.data(), stored.data() + std::min(colon, stored.size()), version);
  const bool versioned = colon != std::string_view::npos && colon > 0 && error == std::errc{} &&
                         end == stored.data() + colon;
  if (!versioned) return Checksum{1, std::string(stored)};
  if (version < 1 || version > newest_checksum_version) {
    throw Error("Liquibase detected an unknown checksum calculation version " +
                std::to_string(version) +
                "; the history was written by a newer version than this one can read (4.x, "
                "checksum version 9)");
  }
  return Checksum{version, std::string(stored.substr(colon + 1))};
}

std::string hash_text(std::string_view text, std::string_view encoding) {
  std::string normal = replace_all(replace_all(text, "\r\n", "\n"), "\r", "\n");
  if (contains(normal, "\xEF\xBF\xBD")) normal = replace_all(normal, "\xEF\xBF\xBD", "");
  const std::string letters = to_nfc(normal);
  return md5(is_utf8_name(encoding) ? letters : from_utf8(letters, encoding));
}

std::string describe_for_checksum(std::string_view name, std::span<const Field> fields,
                                  const Record& record, int version) {
  Description description(version);
  description.append(name);
  description.append(":");
  description.write(fields, record, 1);
  return description.take();
}

std::string describe_for_checksum(const Change& change, int version) {
  return describe_for_checksum(change.type().name, change.type().fields, change, version);
}

std::string sql_to_hash(std::string_view sql) {
  std::string dense(sql);
  std::erase_if(dense, is_blank);
  return dense;
}

std::string hash_sql(std::string_view sql, std::string_view encoding) {
  const std::string dense = sql_to_hash(sql);
  return md5(is_utf8_name(encoding) ? dense : from_utf8(dense, encoding));
}

std::string hash_sql(std::istream& sql, std::string_view encoding) {
  if (!is_utf8_name(encoding)) {
    std::ostringstream whole;
    whole << sql.rdbuf();
    return hash_sql(whole.str(), encoding);
  }
  Md5 sum;
  std::string chunk;
  do {
    chunk.resize(std::size_t{64} * 1024);
    sql.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    chunk.resize(static_cast<std::size_t>(sql.gcount()));
    std::erase_if(chunk, is_blank);
    sum.add(chunk);
  } while (sql);
  return sum.finish();
}

std::string sql_to_hash_v8(std::string_view sql, const SqlOptions& options) {
  std::string text = options.delimiter.value_or("null") + ":" + *to_text(options.split) + ":" +
                     *to_text(options.strip_comments) + ":";
  const std::size_t prefix = text.size();
  bool blank_before = false;
  for (const char c : sql) {
    const bool blank = is_blank(c);
    if (!blank && blank_before && text.size() > prefix) text += ' ';
    if (!blank) text += c;
    blank_before = blank;
  }
  return text;
}

std::string hash_sql_v8(std::string_view sql, const SqlOptions& options,
                        std::string_view encoding) {
  const std::string text = sql_to_hash_v8(sql, options);
  return md5(is_utf8_name(encoding) ? text : from_utf8(text, encoding));
}

namespace {

/// Gives each line that counts to `take`, with the line end before it.
template <class Take>
void for_csv_lines(std::istream& csv, char comment_start, const Take& take) {
  bool first = true;
  for (std::string line; std::getline(csv, line);) {
    std::erase(line, '\r');
    if (line.empty() || (comment_start != '\0' && line.front() == comment_start)) continue;
    take(first ? line : "\n" + line);
    first = false;
  }
}

}  // namespace

std::string csv_to_hash(std::istream& csv, char comment_start) {
  std::string text;
  for_csv_lines(csv, comment_start, [&](const std::string& line) { text += line; });
  return text;
}

std::string hash_csv(std::istream& csv, char comment_start) {
  Md5 sum;
  for_csv_lines(csv, comment_start, [&](const std::string& line) { sum.add(line); });
  return sum.finish();
}

std::string pair_to_hash(int version, std::string_view first, std::string_view second) {
  const std::string prefix = std::to_string(version) + ":";
  return prefix + std::string(first) + ":" + prefix + std::string(second);
}

}  // namespace ebbtide
