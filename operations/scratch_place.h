#pragma once

#include <optional>
#include <string>

#include "database/scratch.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "text/owned.h"

namespace ebbtide {

/// Another database that may be worked on in place of the given one: the one that somebody names,
/// by the user of the given database unless it names its own, or one made beside it for as long as
/// this lives. What is connected to it must be closed before. Borrows the given database.
class ScratchPlace {
 public:
  /// `named` is a URL; one is made where it is empty, without a copy of rows where `is_empty`.
  /// Throws UsageError for a URL that is none, and Error where the user may not make a database.
  ScratchPlace(OpenDatabase& database, const std::string& named, bool is_empty,
               const Surroundings& with);

  const DatabaseUrl& url() const { return url_; }

 private:
  std::optional<Owned<ScratchDatabase>> made_;
  DatabaseUrl url_;
};

}  // namespace ebbtide
