// Liquibase finds the attributes of a directive by regular expressions over the whole line, such as
// `.*splitStatements:(\w+).*`. A star takes as much as it can and gives back what it must, and some
// changelogs have come to depend on what follows from that:
//
//   context:a context:b             b: the last one counts
//   runAlways:true runAlways:       true: the last that has a value at all
//   rollbackSplitStatements:false   splitStatements is false too, since its name ends that one
//   endDelimiter:                   a name without a value is an empty text where `\S*` asks for it
//   dbms:x                          nothing: that pattern wants two letters
//
// So `attribute` goes through the line, asks at each place where the name stands for a value of the
// right letters, and keeps the last. Which letters those are, ValueKind says. Behind a blank only
// dbms, runWithSpoolFile and the name and value of a property find one.
#include "formats/sql_directive.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string_view skip_spaces(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\f\v"), text.size()));
}

template <class Predicate>
std::string_view prefix_of(std::string_view text, Predicate belongs) {
  const auto end = std::find_if_not(text.begin(), text.end(), belongs);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool is_no_space(char c) { return !is_space(c); }

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string_view> quoted_value(std::string_view text) {
  if (text.starts_with('"')) {
    const std::size_t close = text.find('"', 1);
    if (close != std::string_view::npos) return text.substr(0, close + 1);
  }
  return prefix_of(text, is_no_space);
}

std::optional<std::string_view> dbms_value(std::string_view text) {
  if (text.empty() || text.front() == ',') return std::nullopt;
  const auto belongs = [](char c) { return is_word(c) || c == '!' || c == ','; };
  const std::string_view rest = prefix_of(text.substr(1), belongs);
  return rest.empty() ? std::nullopt : std::optional(text.substr(0, rest.size() + 1));
}

std::optional<std::string_view> value_at(std::string_view text, ValueKind kind) {
  switch (kind) {
    case ValueKind::word:
      return unless_empty(prefix_of(text, is_word));
    case ValueKind::maybe_word:
      return prefix_of(text, is_word);
    case ValueKind::non_space:
      return prefix_of(text, is_no_space);
    case ValueKind::some_text:
      return unless_empty(prefix_of(text, is_no_space));
    case ValueKind::quoted:
      return quoted_value(text);
    case ValueKind::dbms:
      return dbms_value(text);
    case ValueKind::run_with:
      return unless_empty(
          prefix_of(text, [](char c) { return is_word(c) || c == '$' || c == '{' || c == '}'; }));
    case ValueKind::rest_of_line:
      return text;
    case ValueKind::after_blanks:
      return unless_empty(prefix_of(skip_spaces(text), is_no_space));
  }
  return std::nullopt;
}

}  // namespace

std::optional<SqlLine> SqlLines::next() {
  if (at_end()) return std::nullopt;
  const std::size_t begin = position_;
  const std::size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
  position_ = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
  return SqlLine{text_.substr(begin, end - begin), begin};
}

std::optional<std::string_view> Directive::rest_of(std::string_view line) const {
  if (may_be_indented) line = skip_spaces(line);
  if (dashes == 2 ? !line.starts_with("--") : !line.starts_with('-')) return std::nullopt;
  line = skip_spaces(line.substr(static_cast<std::size_t>(dashes)));
  if (!starts_with_ignoring_case(line, word)) return std::nullopt;
  return line.substr(word.size());
}

std::optional<std::string_view> attribute(std::string_view line, std::string_view name,
                                          ValueKind kind) {
  std::optional<std::string_view> last;
  for (std::size_t at = 0; (at = find_ignoring_case(line, name, at)) != std::string_view::npos;
       ++at) {
    if (const auto value = value_at(line.substr(at + name.size()), kind)) last = value;
  }
  return last;
}

std::optional<std::string_view> text_behind_word(std::string_view rest) {
  if (rest.starts_with(':')) rest.remove_prefix(1);
  return rest.starts_with(' ') ? std::optional(rest.substr(1)) : std::nullopt;
}

Node& add_node(Node& parent, std::string_view name, std::size_t offset) {
  Node& node = parent.children.emplace_back();
  node.name = name;
  node.offset = static_cast<std::uint32_t>(offset);
  return node;
}

Node& add_node(Document& document, Node& parent, std::string_view name, std::string_view text,
               std::size_t offset) {
  Node& node = add_node(parent, name, offset);
  node.text = document.keep(std::string(text));
  return node;
}

void add_attributes(Document& document, Node& node, const SqlLine& line,
                    std::span<const SqlAttribute> attributes) {
  for (const SqlAttribute& one : attributes) {
    const auto value = attribute(line.text, one.directive, one.kind);
    if (!value) continue;
    const std::string_view text = one.kind == ValueKind::quoted ? without_quotes(*value) : *value;
    add_node(document, node, one.name, text, line.offset);
  }
}

void refuse_directive(const Document& document, const SqlLine& line, std::string_view form) {
  throw Error("this is not written as a directive must be, such as '" + std::string(form) + "'",
              document.source().position(line.offset));
}

std::string_view without_quotes(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                         text.front() == text.back();
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace ebbtide
