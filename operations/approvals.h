#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/findings.h"
#include "sql/syntax.h"

namespace ebbtide {

/// Somebody's consent to what a changeset destroys: an entry of a file under version control.
struct Approval {
  std::string change_set;                 ///< `path::id::author`
  std::vector<std::string> rules;         ///< or `all`
  std::vector<std::string> objects = {};  ///< where given, exactly these
  std::string dialect;
  std::string sha256;
  std::string approver;
  std::string reason;
  std::string expires = {};  ///< the last day it counts, in UTC; empty for always
  Position where = {};
};

/// Reads a file of approvals. Throws ValidationFailed with the place of each key that is missing or
/// not known, and Error where it is no such file.
std::vector<Approval> parse_approvals(const std::string& file, const std::string& text);

/// The entry as it stands in a file.
std::string to_text(const Approval& approval);

/// The digest of a changeset's statements: 64 hex digits over their text without comments and the
/// default schema, joined by `;` and a line break.
std::string digest_of(const std::vector<std::string>& statements, const sql::Syntax& syntax,
                      std::string_view default_schema);

/// Adds an entry to a file, which is made where it is not there. Throws Error where it cannot be
/// written.
void add_approval(const std::string& file, const Approval& approval);

}  // namespace ebbtide
