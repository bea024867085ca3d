#pragma once

#include <string>
#include <vector>

#include "changelog/change_set.h"

namespace ebbtide {

/// That a changeset was let destroy data, by whom and why: what stays known of it when the log is
/// gone.
struct Permit {
  ChangeSetId id;
  std::vector<std::string> rules = {}, objects = {};
  std::string sha256 = {};    ///< of the statements that were let through
  std::string by = {};        ///< `approval`, `flag`, or `warning` where the gate only warns
  std::string approver = {};  ///< empty where nobody has approved
  std::string reason = {};
};

}  // namespace ebbtide
