// TOML for configurations: no tree is made, since all that is asked for is a key with dots and a
// text. A table is a beginning of keys, an array its values with commas, which is how Flyway writes
// a list on the command line, so that nothing behind this knows which file a setting came from. A
// value with a comma in an array is two values then, as it would be there.
//
// Dates and numbers are not understood but kept as they are written; what is neither, nor a boolean
// nor in quotes, is an error with its line. The text of an array of tables (`[[x]]`) is read, and
// the later one counts.
#include "flyway/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "flyway/failure.h"
#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

/// A value and where it stands, since the library gives keys by name.
struct Placed {
  toml::source_position where;
  TomlValue value;
};

bool is_list_of_tables(const toml::node& node) {
  const toml::array* const list = node.as_array();
  return list != nullptr && !list->empty() && list->is_homogeneous(toml::node_type::table);
}

std::string text_of(const toml::node& node) {
  if (const auto* const text = node.as_string()) return text->get();
  if (const toml::array* const list = node.as_array()) {
    std::vector<std::string> all;
    for (const toml::node& one : *list) all.push_back(text_of(one));
    return join(all, ",");
  }
  std::ostringstream written;
  node.visit([&](const auto& value) { written << value; });
  return written.str();
}

void add(const toml::table& table, const std::string& before, std::vector<Placed>& all) {
  for (const auto& [key, node] : table) {
    const std::string name = before + std::string(key.str());
    if (const toml::table* const inner = node.as_table()) {
      add(*inner, name + ".", all);
    } else if (is_list_of_tables(node)) {
      for (const toml::node& one : *node.as_array()) add(*one.as_table(), name + ".", all);
    } else {
      all.push_back({key.source().begin, {name, text_of(node)}});
    }
  }
}

}  // namespace

std::vector<TomlValue> parse_toml(std::string_view text, const std::string& file) {
  std::vector<Placed> placed;
  try {
    add(toml::parse(text, file), "", placed);
  } catch (const toml::parse_error& error) {
    const toml::source_position where = error.source().begin;
    throw Failure(configuration_code, file + ":" + std::to_string(where.line) + ":" +
                                          std::to_string(where.column) + ": " +
                                          std::string(error.description()));
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.where < b.where; });
  std::vector<TomlValue> values;
  for (Placed& one : placed) values.push_back(std::move(one.value));
  return values;
}

}  // namespace ebbtide::flyway
