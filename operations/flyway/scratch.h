#pragma once

#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/reach_check.h"
#include "operations/scratch_place.h"
#include "operations/unheard.h"

namespace ebbtide {

/// An empty database in the place of that of a Flyway project: one that is made beside it, or one
/// that somebody names, which is emptied again. It lives as long as the object does; the place of
/// the project must live longer.
class FlywayScratch {
 public:
  /// Throws Failure for a named database that is not empty, and for a project of several databases,
  /// and Error where the user may not make a database.
  FlywayScratch(FlywayPlace& place, const std::string& named);
  ~FlywayScratch();
  FlywayScratch(const FlywayScratch&) = delete;
  FlywayScratch& operator=(const FlywayScratch&) = delete;

  OpenDatabase& database() { return open_; }
  const Surroundings& with() const { return quiet_; }

  /// Runs the scripts in this order, each as migrate would, without rows and locks. What reaches
  /// beyond the database is refused or passed over. Throws what fails in a script.
  void play(const std::vector<const flyway::ResolvedMigration*>& scripts, bool with_callbacks,
            Beyond beyond);
  /// The schema that is there now, as a snapshot.
  std::string snapshot_now();

 private:
  FlywayPlace& origin_;
  bool is_named_;
  ScratchPlace scratch_;
  Unheard unheard_;  ///< its scripts have run before
  Surroundings quiet_;
  OpenDatabase open_;
  FlywayProject project_;
};

/// The schemas of a project that are to be compared; empty where it is the one the session is in.
std::vector<std::string> compared_schemas(const FlywayPlace& place);

}  // namespace ebbtide
