// Where entries are put into a changelog that is there. A file is never written anew from its tree,
// which would lose its comments and its layout: they go in front of what ends the changelog.
//
//   sql          behind the last line
//   xml          in front of the last </databaseChangeLog>, or into <databaseChangeLog/>
//   yaml         behind the last line, as far to the right as the first entry
//   json         in front of the last ], which must be the end of the changelog
#include "formats/insertion.h"

#include "formats/parser.h"
#include "formats/xml_tags.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

std::string with_end_of_line(std::string text) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  return text;
}

/// The blanks in front of the line that has this offset.
std::string indent_at(const std::string& text, std::size_t at) {
  const std::size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::string indent = text.substr(line, at - line);
  return trim(indent).empty() ? indent : "";
}

std::string into_xml(const std::string& file, const std::string& text,
                     const IndentedText& entries) {
  const std::string tags = tags_alone(text);
  const std::size_t end = tags.rfind("</databaseChangeLog");
  if (end == std::string::npos) {
    const std::size_t root = tags.find("<databaseChangeLog");
    const std::size_t slash = tags.rfind("/>");
    if (root == std::string::npos || slash == std::string::npos || slash < root)
      refuse_insertion(file, "its end, </databaseChangeLog>, is not found");
    return text.substr(0, slash) + ">\n" + entries("    ") + "</databaseChangeLog>" +
           text.substr(slash + 2);
  }
  std::size_t sibling = std::string::npos;
  for (const std::string_view name : {"<changeSet", "<include"}) {
    const std::size_t at = tags.rfind(name, end);
    if (at != std::string::npos && (sibling == std::string::npos || at > sibling)) sibling = at;
  }
  const std::string indent = sibling == std::string::npos ? "    " : indent_at(text, sibling);
  const std::size_t line = end - indent_at(text, end).size();
  const bool needs_line = line > 0 && text[line - 1] != '\n';
  return text.substr(0, line) + (needs_line ? "\n" : "") + entries(indent) + text.substr(line);
}

std::string into_yaml(const std::string& file, const std::string& text,
                      const IndentedText& entries) {
  const std::size_t key = text.find("databaseChangeLog:");
  if (key == std::string::npos)
    refuse_insertion(file, "its beginning, databaseChangeLog:, is not found");
  for (std::size_t line = text.find('\n', key); line != std::string::npos;
       line = text.find('\n', line + 1)) {
    const std::size_t first = text.find_first_not_of(" \n", line + 1);
    if (first == std::string::npos) break;
    if (text[first] == '-') return with_end_of_line(text) + entries(indent_at(text, first));
  }
  return with_end_of_line(text) + entries("  ");
}

std::string into_json(const std::string& file, const std::string& text,
                      const IndentedText& entries) {
  const std::size_t end = text.rfind(']');
  if (end == std::string::npos)
    refuse_insertion(file, "the end of its list of changesets is not found");
  const std::size_t last = text.find_last_not_of(" \t\r\n", end == 0 ? 0 : end - 1);
  const bool is_first = last == std::string::npos || text[last] == '[';
  return text.substr(0, last + 1) + (is_first ? "\n" : ",\n") + entries("") + "\n  " +
         text.substr(end);
}

}  // namespace

void refuse_insertion(const std::string& file, const std::string& why) {
  throw Error(why +
                  "; write the changeset into it by hand, or name another file with "
                  "--changelog-file",
              {file, 0, 0});
}

std::string with_entries(const std::string& file, const std::string& text,
                         const IndentedText& entries) {
  const std::string_view format = find_format(file)->name;
  if (format == "XML") return into_xml(file, text, entries);
  if (format == "YAML") return into_yaml(file, text, entries);
  if (format == "JSON") return into_json(file, text, entries);
  return with_end_of_line(text) + "\n" + entries("");
}

}  // namespace ebbtide
