#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schema/model.h"
#include "text/text.h"

namespace ebbtide {

/// How changesets are made of a schema or of a difference.
struct GenerateOptions {
  std::string id_prefix;  ///< of ids; a dash and a number follow
  std::string author;
  Text context, labels;
  bool with_schema = false;   ///< changes name the default schema too
  bool with_catalog = false;  ///< and the catalog
  bool is_all_sql = false;    ///< no change type says anything
  /// What changes call a schema instead, the default one where it has no name here. The database's
  /// own statements are not touched.
  std::vector<std::pair<std::string, std::string>> schemas_as = {};
  /// Names of change types whose changesets run again when they change, and of those that replace
  /// what there is; `createView`.
  std::set<std::string, std::less<>> run_on_change = {}, replace_if_exists = {};
  /// Which kinds are written; all where it is not set.
  std::function<bool(schema::Kind)> wants = {};

  /// Whether objects of this kind are written.
  bool has(schema::Kind kind) const { return !wants || wants(kind); }
};

}  // namespace ebbtide
