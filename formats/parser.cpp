// The row of a format is all that the rest of the program knows of it. A parser gives a Document,
// whose tree is the same for all formats (changelog/node.h), or throws the first Error that keeps
// it from going on; what lets it go on is a problem or a warning of the Document.
#include "formats/parser.h"

#include <algorithm>
#include <array>

#include "formats/formatted_sql.h"
#include "formats/json.h"
#include "formats/xml.h"
#include "formats/yaml.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::array formats{
    Format{"XML", ".xml", parse_xml},   Format{"YAML", ".yaml", parse_yaml},
    Format{"YAML", ".yml", parse_yaml}, Format{"JSON", ".json", parse_json},
    Format{"SQL", ".sql", parse_sql},
};

}  // namespace

const Format* find_format(std::string_view file) {
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const Format& format) {
    return ends_with_ignoring_case(file, format.extension);
  });
  return found == formats.end() ? nullptr : &*found;
}

std::string known_extensions() {
  std::vector<std::string> names;
  for (const Format& format : formats) names.emplace_back(format.extension);
  return join(names, ", ");
}

}  // namespace ebbtide
