#pragma once

#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// What came of a conversion.
struct FlywayConvertResult {
  FlywayResult about;
  std::string file;                     ///< the changelog, as it was named
  bool is_written = false;              ///< not where it was there already
  std::size_t change_sets = 0;          ///< that stand for scripts
  std::size_t rollbacks = 0;            ///< of them with a way back
  std::vector<std::string> properties;  ///< that placeholders have become
  std::vector<std::string> left;        ///< what a changelog has no place for, each with its reason
  std::string proved_on;                ///< the scratch database; empty where there was no proof
  bool is_taken_over = false;
  std::size_t rows = 0;  ///< of DATABASECHANGELOG that were written
};

/// Writes the folder as the changelog that `changelogFile` names, and with `takeover` records what
/// Flyway's history says has run. A changelog that is there already is not written again: it must
/// do what the scripts do. Before the first byte the new changelog is run on a scratch database,
/// and must make there the schema that the scripts make, where those run there at all; and the rows
/// are planned. Throws Failure, with nothing written, for all that cannot be carried over.
FlywayConvertResult convert_flyway(FlywayPlace& place);

}  // namespace ebbtide
