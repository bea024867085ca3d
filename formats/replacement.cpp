// Where a changeset ends, in each format:
//
//   sql     in front of the next one, without the blank lines there and the comments behind them,
//           which are about the next one
//   xml     behind its </changeSet>, looked for outside of comments and CDATA
//   yaml    in front of the next line that is not further to the right than its `-`
//   json    behind the bracket that closes the one in front of its "changeSet"
#include "formats/replacement.h"

#include <algorithm>
#include <array>

#include "changelog/node.h"
#include "formats/parser.h"
#include "formats/xml_tags.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct Span {
  std::size_t begin = 0, end = 0;
  std::string indent = {};
};

std::size_t line_begin(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  const std::size_t end = text.rfind('\n', at - 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

/// Behind the end of the line that has this offset.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, next_line(text, begin) - begin);
}

[[noreturn]] void refuse(const Document& document, const Node& change_set) {
  throw Error("the end of this changeset is not found in the text; change it by hand",
              document.position(change_set));
}

Span span_in_xml(const Document& document, const Node& change_set) {
  const std::string& text = document.source().text();
  const std::string tags = tags_alone(text);
  const std::size_t begin = tags.rfind('<', change_set.offset);
  const std::size_t end = tags.find("</changeSet", change_set.offset);
  const std::size_t closed = end == std::string::npos ? end : tags.find('>', end);
  if (begin == std::string::npos || closed == std::string::npos ||
      tags.compare(begin, 10, "<changeSet") != 0)
    refuse(document, change_set);
  const std::size_t line = line_begin(text, begin);
  const std::string indent = text.substr(line, begin - line);
  const bool is_own_line = trim(indent).empty();
  const std::size_t behind = next_line(text, closed);
  const bool ends_line = trim(text.substr(closed + 1, behind - closed - 1)).empty();
  return {is_own_line ? line : begin, ends_line ? behind : closed + 1, is_own_line ? indent : ""};
}

Span span_in_yaml(const Document& document, const Node& change_set) {
  const std::string& text = document.source().text();
  std::size_t begin = line_begin(text, change_set.offset);
  while (begin > 0 && !trim(line_at(text, begin)).starts_with("- changeSet"))
    begin = line_begin(text, begin - 1);
  const std::size_t dash = line_at(text, begin).find_first_not_of(' ');
  if (dash == std::string::npos || text[begin + dash] != '-') refuse(document, change_set);
  std::size_t end = next_line(text, begin), behind = end;
  for (; end < text.size(); end = next_line(text, end)) {
    const std::string_view line = line_at(text, end);
    const std::size_t first = line.find_first_not_of(" \r\n");
    if (first == std::string_view::npos) continue;
    if (first <= dash) break;
    behind = next_line(text, end);
  }
  return {begin, behind, std::string(dash, ' ')};
}

Span span_in_json(const Document& document, const Node& change_set) {
  const std::string& text = document.source().text();
  const std::size_t key = text.rfind("\"changeSet\"", change_set.offset);
  const std::size_t begin = key == std::string::npos ? key : text.rfind('{', key);
  if (begin == std::string::npos) refuse(document, change_set);
  int depth = 0;
  bool is_text = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (is_text) {
      if (c == '\\') ++at;
      if (c == '"') is_text = false;
      continue;
    }
    if (c == '"') is_text = true;
    if (c == '{') ++depth;
    if (c != '}' || --depth > 0) continue;
    const std::size_t line = line_begin(text, begin);
    const bool is_own_line = trim(text.substr(line, begin - line)).empty();
    return {is_own_line ? line : begin, at + 1, ""};
  }
  refuse(document, change_set);
}

bool is_directive(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("--")) return false;
  line = trim(line.substr(2));
  constexpr auto words = std::to_array<std::string_view>(
      {"rollback", "comment", "precondition", "validchecksum", "ignorelines", "liquibase"});
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return starts_with_ignoring_case(line, one); });
}

/// Where the line of the next changeset begins; the end of the text where there is none.
std::size_t next_in_sql(const Document& document, const Node& change_set) {
  const std::string& text = document.source().text();
  const Nodes& all = document.root().children;
  const auto next = std::find_if(all.begin(), all.end(), [&](const Node& one) {
    return one.is_named("changeSet") && one.offset > change_set.offset;
  });
  return next == all.end() ? text.size() : line_begin(text, next->offset);
}

Span span_in_sql(const Document& document, const Node& change_set) {
  const std::string& text = document.source().text();
  const std::size_t begin = line_begin(text, change_set.offset);
  const std::size_t limit = next_in_sql(document, change_set);
  std::size_t end = limit;
  // Comments behind a blank line are about what follows.
  for (std::size_t at = limit; at > begin && limit < text.size();) {
    at = line_begin(text, at - 1);
    const std::string_view line = trim(line_at(text, at));
    if (line.empty()) {
      end = at;
    } else if (!line.starts_with("--") || is_directive(line)) {
      break;
    }
  }
  return {begin, end, ""};
}

}  // namespace

std::string_view comments_behind(const Document& document, const Node& change_set) {
  if (find_format(document.source().file())->name != "SQL") return {};
  const std::size_t end = span_in_sql(document, change_set).end;
  return trim(std::string_view(document.source().text())
                  .substr(end, next_in_sql(document, change_set) - end));
}

namespace {

Span span_of(const Document& document, const Node& change_set) {
  const std::string_view format = find_format(document.source().file())->name;
  return format == "XML"    ? span_in_xml(document, change_set)
         : format == "YAML" ? span_in_yaml(document, change_set)
         : format == "JSON" ? span_in_json(document, change_set)
                            : span_in_sql(document, change_set);
}

}  // namespace

std::string_view text_of_change_set(const Document& document, const Node& change_set) {
  const Span span = span_of(document, change_set);
  return std::string_view(document.source().text()).substr(span.begin, span.end - span.begin);
}

std::string with_replaced(const Document& document, const Node& change_set,
                          const IndentedText& entries) {
  const Span span = span_of(document, change_set);
  const std::string& text = document.source().text();
  return text.substr(0, span.begin) + entries(span.indent) + text.substr(span.end);
}

}  // namespace ebbtide
