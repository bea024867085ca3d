// The row of a format is all that the rest of the program knows of how it is written.
#include "formats/format_writer.h"

#include <algorithm>
#include <array>

#include "formats/parser.h"
#include "formats/write_json.h"
#include "formats/write_sql.h"
#include "formats/write_xml.h"
#include "formats/write_yaml.h"

namespace ebbtide {
namespace {

std::string sql_entries(const std::vector<Element>& change_sets, const std::string&) {
  std::string text;
  for (const Element& one : change_sets)
    text += (text.empty() ? "" : "\n") + sql_of_change_set(one);
  return text;
}

std::optional<std::string> nothing(const Element&) { return std::nullopt; }

std::string xml_entries(const std::vector<Element>& change_sets, const std::string& indent) {
  std::string text;
  for (const Element& one : change_sets) text += xml_of(one, indent);
  return text;
}

std::string yaml_entries(const std::vector<Element>& change_sets, const std::string& indent) {
  std::string text;
  for (const Element& one : change_sets) text += yaml_of(one, indent);
  return text;
}

std::string json_entries(const std::vector<Element>& change_sets, const std::string&) {
  std::string text;
  for (const Element& one : change_sets) text += (text.empty() ? "" : ",\n") + json_of(one, "  ");
  return text;
}

constexpr std::array writers{
    FormatWriter{"XML", [](const Element& root) { return xml_of(root); }, xml_entries,
                 unsaid_in_xml},
    FormatWriter{"YAML", [](const Element& root) { return yaml_of(root); }, yaml_entries, nothing},
    FormatWriter{"JSON", [](const Element& root) { return json_of(root); }, json_entries, nothing},
    FormatWriter{"SQL", sql_of, sql_entries, unsaid_in_sql},
};

}  // namespace

const FormatWriter* find_writer(std::string_view file) {
  const Format* const format = find_format(file);
  const auto found = std::find_if(writers.begin(), writers.end(), [&](const FormatWriter& one) {
    return format != nullptr && one.format == format->name;
  });
  return found == writers.end() ? nullptr : &*found;
}

}  // namespace ebbtide
