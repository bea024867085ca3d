#include "lint/rule.h"

#include <algorithm>
#include <vector>

namespace ebbtide::lint {
namespace {

constexpr std::string_view severities[] = {"off", "info", "warning", "error"};

struct Known {
  std::string_view name;
  unsigned database;
};
constexpr Known databases[] = {{"postgresql", Databases::postgresql},
                               {"mysql", Databases::mysql},
                               {"mariadb", Databases::mariadb},
                               {"sqlite", Databases::sqlite}};

using Family = std::span<const Rule> (*)();
constexpr Family families[] = {destructive_rules,
                               code_rules,
                               compatibility_rules,
                               data_rules,
                               postgresql_index_rules,
                               postgresql_table_rules,
                               foreign_key_rules,
                               mysql_rules,
                               sqlite_rules,
                               security_rules,
                               transaction_rules,
                               rollback_rules,
                               changelog_rules,
                               file_rules,
                               name_rules,
                               table_rules};

std::vector<const Rule*> gathered() {
  std::vector<const Rule*> all;
  for (const Family family : families) {
    for (const Rule& rule : family()) all.push_back(&rule);
  }
  std::sort(all.begin(), all.end(), [](const Rule* a, const Rule* b) { return a->id < b->id; });
  return all;
}

}  // namespace

std::string_view to_text(Severity severity) {
  return severities[static_cast<std::size_t>(severity)];
}

std::optional<Severity> severity_of(std::string_view text) {
  const auto found = std::find(std::begin(severities), std::end(severities), text);
  if (found == std::end(severities)) return std::nullopt;
  return static_cast<Severity>(found - std::begin(severities));
}

unsigned database_of(std::string_view name) {
  const auto found = std::find_if(std::begin(databases), std::end(databases),
                                  [&](const Known& one) { return one.name == name; });
  return found == std::end(databases) ? 0 : found->database;
}

std::span<const Rule* const> all_rules() {
  static const std::vector<const Rule*> all = gathered();
  return all;
}

const Rule* find_rule(std::string_view id) {
  const auto all = all_rules();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Rule* one) { return one->id == id; });
  return found == all.end() ? nullptr : *found;
}

}  // namespace ebbtide::lint
