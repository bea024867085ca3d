// Formatted SQL of Liquibase knows three preconditions, each with a pattern of its own. Here the
// fields of a kind say how it is written, and the three come out as they were:
//
//   --precondition-table-exists table:person schema:app      tableName, schemaName
//   --precondition-row-count table:person expectedRows:3     tableName, expectedRows
//   --precondition-sql-check expectedResult:0 select …       a field, the rest of the line as body
//
// The value of a name is a word, as in Liquibase's patterns, or in quotes; all others are in quotes
// or end at the next blank. and, or and not, which hold others, cannot be written on a line.
#include "formats/sql_precondition.h"

#include <algorithm>
#include <string>
#include <vector>

#include "changelog/precondition.h"
#include "formats/sql_look_alikes.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// `tableExists` as `table-exists`.
std::string dashed(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') text += '-';
    text += lower(c);
  }
  return text;
}

bool is_name(const Field& field) {
  return field.name.ends_with("Name") || field.name.ends_with("Names");
}

/// The word of a field: `table` for `tableName`, `columns` for `columnNames`.
std::string word_of(const Field& field) {
  std::string word(field.name);
  if (const std::size_t at = word.rfind("Name"); is_name(field)) word.erase(at, 4);
  return word;
}

/// Those that can be written on a line: without others inside.
std::vector<const PreconditionType*> kinds() {
  std::vector<const PreconditionType*> all;
  for (const PreconditionType* const type : precondition_types()) {
    if (type->create()->nested() == nullptr) all.push_back(type);
  }
  return all;
}

class Reader {
 public:
  Reader(Document& document, Node& block, const SqlLine& line, const PreconditionType& type)
      : document_(document), block_(block), line_(line), type_(type) {}

  void read(std::string_view body) const {
    const auto is_body = [](const Field& field) { return has(field.traits, Trait::body); };
    const auto fields = type_.fields;
    const auto first = std::find_if_not(fields.begin(), fields.end(), is_body);
    if (first == fields.end() || std::none_of(fields.begin(), fields.end(), is_body))
      return read_fields(body);
    read_body(*first, body);
  }

 private:
  void read_fields(std::string_view body) const {
    Node& node = add_node(block_, type_.name, line_.offset);
    std::vector<std::string> words;
    for (const Field& field : type_.fields) {
      if (!field.is_scalar()) continue;
      words.push_back(word_of(field));
      if (const auto value = value_of(field, body)) {
        add_node(document_, node, field.name, *value, line_.offset);
      } else if (has(field.traits, Trait::required)) {
        refuse(std::string(type_.name) + ": the " + words.back() + " is missing; write '" +
               words.back() + ":<value>'");
      }
    }
    const std::vector<std::string_view> known(words.begin(), words.end());
    warn_of_misspelt_attributes(document_, line_, body, known);
  }

  static std::optional<std::string_view> value_of(const Field& field, std::string_view body) {
    const std::string word = word_of(field) + ":";
    if (field.name.ends_with("Name")) {
      if (const auto value = attribute(body, word, ValueKind::word)) return value;
    }
    const auto value = attribute(body, word, ValueKind::quoted);
    return value ? std::optional(without_quotes(*value)) : std::nullopt;
  }

  /// `expectedResult:0 select …`; the word `expectedResult:` may be left out and the value quoted.
  void read_body(const Field& first, std::string_view body) const {
    const std::string prefix = word_of(first) + ":";
    std::string_view rest =
        starts_with_ignoring_case(body, prefix) ? body.substr(prefix.size()) : body;
    const bool is_quoted = rest.starts_with('\'') || rest.starts_with('"');
    const char quote = is_quoted ? rest.front() : '\0';
    if (is_quoted) rest.remove_prefix(1);
    const auto word_end = std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin();
    const std::size_t end = is_quoted ? rest.find(quote) : static_cast<std::size_t>(word_end);
    const std::size_t behind = end + (is_quoted ? 1 : 0);
    const bool is_complete = end != 0 && end != std::string_view::npos &&
                             rest.substr(std::min(behind, rest.size())).starts_with(' ');
    if (!is_complete) {
      refuse("a " + dashed(type_.name) + " needs what is expected and the SQL: '--precondition-" +
             dashed(type_.name) + " " + prefix + "0 select count(*) from t'");
    }
    Node& node = add_node(document_, block_, type_.name, rest.substr(behind + 1), line_.offset);
    add_node(document_, node, first.name, rest.substr(0, end), line_.offset);
  }

  [[noreturn]] void refuse(const std::string& message) const {
    throw Error(message, document_.source().position(line_.offset));
  }

  Document& document_;
  Node& block_;
  const SqlLine& line_;
  const PreconditionType& type_;
};

const PreconditionType* find_kind(std::string_view name) {
  for (const PreconditionType* const type : kinds()) {
    if (type->name == name) return type;
  }
  return nullptr;
}

/// A value as it stands behind its word; nothing where that cannot be.
std::optional<std::string> line_value(const std::string& value) {
  if (value.find_first_of("\"\r\n") != std::string::npos) return std::nullopt;
  const bool is_plain = !value.empty() && std::all_of(value.begin(), value.end(), is_word);
  return is_plain ? value : "\"" + value + "\"";
}

}  // namespace

std::optional<std::string> line_of_precondition(const Element& one) {
  const PreconditionType* const type = find_kind(one.name);
  if (type == nullptr) return std::nullopt;
  std::string line = "--precondition-" + dashed(type->name);
  const Element* body = nullptr;
  for (const Element& child : one.children) {
    const auto field = std::find_if(type->fields.begin(), type->fields.end(),
                                    [&](const Field& each) { return each.name == child.name; });
    if (field == type->fields.end() || !child.is_value()) return std::nullopt;
    if (has(field->traits, Trait::body)) {
      body = &child;
      continue;
    }
    const auto value = line_value(child.value);
    if (!value) return std::nullopt;
    line += " " + word_of(*field) + ":" + *value;
  }
  if (body == nullptr) return line;
  if (body->value.find_first_of("\r\n") != std::string::npos) return std::nullopt;
  return line + " " + body->value;
}

void add_sql_precondition(Document& document, Node& block, const SqlLine& line,
                          std::string_view name, std::string_view body) {
  std::vector<std::string> known;
  for (const PreconditionType* const type : kinds()) {
    known.push_back(dashed(type->name));
    if (known.back() == name) return Reader(document, block, line, *type).read(body);
  }
  throw Error("The '" + std::string(name) + "' precondition type is not supported; there are " +
                  join(known, ", "),
              document.source().position(line.offset));
}

}  // namespace ebbtide
