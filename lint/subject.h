#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
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
  sql::Name table;  ///< the old one, as it is called when it is dropped
  sql::Name copy;
  std::vector<std::string> columns;  ///< what the copy is filled from: `*`, or all names there
  bool gave_name = false;            ///< it was renamed, and its copy made under its name
};

/// The rebuilds of tables among some statements.
class Rebuilds {
 public:
  void add(const Rebuild& rebuild);
  /// Those of which the table or its copy has this name, whatever its case.
  const std::vector<Rebuild>& about(std::string_view name) const;

 private:
  std::map<std::string, std::vector<Rebuild>> by_name_;
};

/// Statements of a file that follow each other, are read when they are judged, and not kept: they
/// only add rows, so that no other one hangs on them, and there may be millions of them.
struct WaitingRows {
  std::uint64_t begin = 0, end = 0;  ///< bytes of the file
  std::size_t count = 0;             ///< how many statements
  std::size_t before = 0;            ///< how many of the subject's `statements` stand before them
  bool are_alike = false;            ///< they differ in their values, which are literals, alone
};
/// Takes one of them, all but its effects, and its code; whether the next one is wanted.
using TakeWaiting = std::function<bool(std::unique_ptr<Statement>, const sql::Cursor& code)>;

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
  bool is_repeatable = false;              ///< a file that runs again when it has changed
  bool is_exempt = false;                  ///< its contexts are none of production
  int deployment = 0;                      ///< from 1; 0 for what is there already
  std::vector<Statement> statements = {};  ///< none where it does not run here
  std::vector<Statement> rollback = {};    ///< of its rollback block; none where it has none
  Rebuilds rebuilds = {};                  ///< rebuilds_of its statements
  /// Of a file: those that only add rows may stand here, in their order, and not in `statements`.
  std::vector<WaitingRows> waiting = {};
  /// Reads them, one by one.
  std::function<void(const WaitingRows&, const TakeWaiting&)> read = {};
};

/// The rebuilds of tables among these statements.
Rebuilds rebuilds_of(const std::vector<Statement>& statements, const sql::Syntax& syntax);

}  // namespace ebbtide::lint
