#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change_set.h"
#include "database/names.h"
#include "lint/findings.h"

namespace ebbtide {

/// A changeset taken apart so that what locks a table for long is done by steps that do not.
struct DividedChangeSet {
  std::vector<ChangeSet> parts;
  std::string refusal = {};  ///< why it cannot be; then there are no parts
};

/// What makes the parts of one changeset.
struct Division {
  const lint::Subject& subject;                       ///< with its statements
  const std::vector<const lint::Finding*>& findings;  ///< of its statements
  const Names& names;
  bool is_formatted_sql = false;
  /// The comments at its end that stay in the file, in front of the next one.
  std::string_view kept_behind = {};
};

/// Takes a changeset apart; `read` is the same changeset as its file says it, without properties
/// replaced, and is used up.
DividedChangeSet divide(ChangeSet read, const Division& division);

}  // namespace ebbtide
