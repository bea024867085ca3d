#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/flyway/observer.h"
#include "cli/json/flyway.h"
#include "operations/flyway/place.h"

namespace ebbtide {

/// What a verb that looks has against a database; none of it is a failure of the verb.
struct FlywayVerdict {
  std::string against;                ///< in one line; empty for nothing
  std::vector<std::string> findings;  ///< one by one
};

/// One run of the front end on one database. What verbs need of it.
struct FlywayCall {
  Console& console;
  FlywayDocument& document;
  const FlywayProject& project;
  OpenDatabase& database;
  Surroundings with;
  FlywayVerdict& verdict;
  FlywayTelling telling;

  bool tells() const { return !telling.is_json && !telling.is_quiet; }
  TextOutput& out() const { return console.out(); }
};

/// A word of the command line: its operation is called, and what came of it told.
struct FlywayVerb {
  std::string_view name;
  std::string_view help;
  void (*run)(const FlywayCall& call);
  bool only_looks = false;  ///< it changes no database
};

std::span<const FlywayVerb> flyway_verbs();
/// Null for a word that is none.
const FlywayVerb* find_flyway_verb(std::string_view name);

}  // namespace ebbtide
