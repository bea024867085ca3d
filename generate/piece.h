#pragma once

#include <memory>
#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "schema/model.h"

namespace ebbtide {

/// One object of a schema on its way into a changelog: the changes that make it (or that make
/// something else of it), and what has to be there before. It becomes a changeset.
struct Piece {
  schema::Kind kind = schema::Kind::table;
  sql::Name object;  ///< of a part: its table or view
  std::string part = {};
  Changes changes = {};
  /// How it is undone, where the changes do not know themselves.
  std::unique_ptr<Rollback> rollback = {};
  Quoting quoting = Quoting::legacy;
  /// What it makes, and what it needs of all that others make. A name is that of every object which
  /// has it; the keys of a table are `keys of` its name.
  std::vector<std::string> makes = {}, needs = {};
  std::string comments = {};
  bool loses_data = false;
  bool is_rows = false;  ///< they come before what looks at them: foreign keys, triggers

  /// `table public.orders`, as messages name it.
  std::string shown() const;
};
using Pieces = std::vector<Piece>;

/// What a piece that gives a table a key makes, beside the key.
std::string keys_of(const sql::Name& table);
/// What a piece that gives a table a column makes.
std::string column_of(const sql::Name& table, std::string_view column);

/// Puts them in an order in which each comes behind all that it needs: kinds in their order as far
/// as that lets them, then names, so that it is the same at each run. What need each other come in
/// the order of kinds and names.
void put_in_order(Pieces& pieces);

}  // namespace ebbtide
