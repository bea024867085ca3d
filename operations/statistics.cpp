// The file is JSON, so that anything can write one:
//
//   {"schema": 1, "tables": {"public.orders": {"rows": 5000000, "bytes": 900000000}},
//    "invalid_indexes": ["public.ix"]}
//
// Members that are not known are passed over: the document of `--format json` has some. A size that
// is left out, or null, is not known.
#include "operations/statistics.h"

#include <algorithm>

#include "database/catalog.h"
#include "formats/settings_tree.h"

namespace ebbtide {
namespace {

[[noreturn]] void refuse(const Setting& at, const std::string& message) {
  throw Error(message + "; 'ebbtide stats' writes such files", at.where);
}

std::optional<std::string> number_text(const Setting& table, std::string_view key) {
  const Setting* const found = table.find(key);
  if (found == nullptr || found->text.empty() || found->text == "null") return std::nullopt;
  constexpr std::size_t most_digits = 18;
  const bool is_number = found->kind == Setting::Kind::text && found->text.size() <= most_digits &&
                         std::all_of(found->text.begin(), found->text.end(),
                                     [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number) refuse(*found, "'" + std::string(key) + "' is no whole number");
  return found->text;
}

}  // namespace

Statistics statistics_of(OpenDatabase& database) {
  if (database.is_offline())
    throw Error("an offline database has no sizes; give the URL of a live one");
  return database.catalog().statistics();
}

Statistics parse_statistics(const std::string& file, const std::string& text) {
  const Setting root = parse_settings_tree(file, text);
  Statistics all;
  const Setting* const schema = root.find("schema");
  if (schema != nullptr && schema->text != "1")
    refuse(*schema, "this is written by another version: 'schema' is not 1");
  const Setting* const tables = root.find("tables");
  if (tables == nullptr || tables->kind != Setting::Kind::map)
    refuse(tables == nullptr ? root : *tables, "'tables' is missing, or is no map");
  for (const Setting& one : tables->items) {
    if (one.kind != Setting::Kind::map) refuse(one, "'" + one.key + "' has no sizes");
    all.add({"", one.key}, TableSize::of(number_text(one, "rows"), number_text(one, "bytes")));
  }
  if (const Setting* const invalid = root.find("invalid_indexes"))
    all.invalid_indexes = invalid->texts();
  return all;
}

}  // namespace ebbtide
