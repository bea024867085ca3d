#include "database/postgresql/catalog_text.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The item that begins at a place of an array; the place is behind it then.
std::string item_at(std::string_view array, std::size_t& at) {
  std::string item;
  if (array[at] != '"') {
    const std::size_t end = std::min(array.find_first_of(",}", at), array.size());
    item = array.substr(at, end - at);
    at = end;
    return item == "NULL" ? "" : item;
  }
  for (++at; at < array.size() && array[at] != '"'; ++at) {
    if (array[at] == '\\' && at + 1 < array.size()) ++at;
    item += array[at];
  }
  ++at;
  return item;
}

}  // namespace

std::vector<std::string> array_items(std::string_view array) {
  std::vector<std::string> items;
  if (array.size() < 3 || !array.starts_with('{')) return items;
  for (std::size_t at = 1; at < array.size(); ++at) items.push_back(item_at(array, at));
  return items;
}

std::vector<schema::Option> storage_options(std::string_view array, schema::Weight weight,
                                            std::string_view before) {
  std::vector<schema::Option> options;
  for (const std::string& item : array_items(array)) {
    const std::size_t sign = item.find('=');
    options.push_back({std::string(before) + item.substr(0, sign),
                       sign == std::string::npos ? "" : item.substr(sign + 1), weight});
  }
  return options;
}

void sort_options(std::vector<schema::Option>& options) {
  std::sort(options.begin(), options.end(),
            [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
}

std::string taken(std::optional<std::string>& value) {
  return value ? std::move(*value) : std::string();
}

std::string quoted_text(std::string_view text) { return "'" + replace_all(text, "'", "''") + "'"; }

}  // namespace ebbtide
