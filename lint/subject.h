#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change_set.h"
#include "sql/clause.h"
#include "sql/effect.h"

namespace ebbtide::lint {

/// Where a byte of a statement stands in its file; for a change that has no text of its own, where
/// the change is, or the part of it that names `part`.
using PlaceOf = std::function<Position(std::size_t offset, std::string_view part)>;

/// One statement with what it does. A change that makes several has several.
struct Statement {
  std::string sql;                 ///< as it is sent, but for properties that nobody has replaced
  sql::Effects effects;            ///< in their order; none of what only reads
  const Change* change = nullptr;  ///< null in a plain file
  bool is_written = true;          ///< somebody wrote it as SQL
  PlaceOf place;
};

/// What `CREATE x; INSERT INTO x SELECT … FROM t; DROP TABLE t; ALTER TABLE x RENAME TO t` is.
struct Rebuild {
  sql::Name table, copy;
};

/// A statement of a file that is read when it is judged, and not kept: it only adds rows, so that
/// no other one hangs on it, and there may be millions of them.
struct WaitingStatement {
  std::uint64_t begin = 0;   ///< a byte of the file
  std::uint32_t size = 0;    ///< in bytes
  std::uint32_t before = 0;  ///< how many of the subject's `statements` stand before it
};

/// What is released as one: a changeset, or a file of plain SQL.
struct Subject {
  /// `versioned_file` is a migration by its name, which its tool wraps in a transaction; a `script`
  /// is run as it is.
  enum class Form { change_set, versioned_file, script };

  Form form = Form::change_set;
  std::string id;  ///< `path::id::author`, or the path of the file
  Position where;
  const ChangeSet* change_set = nullptr;   ///< null for a file; borrowed
  bool runs_here = true;                   ///< its dbms does not exclude the database
  bool is_judged = true;                   ///< false for what is there already
  bool in_transaction = true;              ///< somebody wraps it in one
  bool is_exempt = false;                  ///< its contexts are none of production
  int deployment = 0;                      ///< from 1; 0 for what is there already
  std::vector<Statement> statements = {};  ///< none where it does not run here
  std::vector<Statement> rollback = {};    ///< of its rollback block; none where it has none
  std::vector<Rebuild> rebuilds = {};      ///< rebuilds_of its statements
  /// Of a file: those that only add rows may stand here, in their order, and not in `statements`.
  std::vector<WaitingStatement> waiting = {};
  /// Reads one of them, all but its effects.
  std::function<Statement(const WaitingStatement&)> read = {};
};

/// The rebuilds of tables among these statements.
std::vector<Rebuild> rebuilds_of(const std::vector<Statement>& statements);

}  // namespace ebbtide::lint
