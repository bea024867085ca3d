#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "changelog/field.h"
#include "changelog/property_values.h"
#include "database/names.h"
#include "database/statement.h"
#include "text/error.h"

namespace ebbtide {

class Catalog;
namespace schema {
struct Table;
}
class Files;

/// One SQL statement. `delimiter` is what the changelog ends its statements with, for scripts;
/// absent where it says nothing, and a script then uses its own. `prepared` is set where Liquibase
/// runs prepared statements, which its scripts leave out, and says how many warnings stand there in
/// their place. `begin` is where a statement that was taken out of a text begins in it, in bytes
/// without carriage returns; absent where a change has made it.
struct SqlStep {
  Statement statement;
  Text delimiter = {};
  std::optional<std::size_t> prepared = {};
  std::optional<std::uint64_t> begin = {};
};
/// A line for the user. `target` is what the changelog says: STDOUT, STDERR, or a level of the log
/// such as WARN.
struct OutputStep {
  std::string message;
  std::string target;
};
/// The end of the run, as the changelog wants it.
struct StopStep {
  std::string message;
};
/// A program to be run. `timeout` is as the changelog has it, `10s`, `5m` or `1h`; absent for none.
struct CommandStep {
  std::string executable;
  std::vector<std::string> arguments;
  Text timeout;
  bool is_for_this_system = true;
};

/// What a change does, one thing at a time. Whoever takes a step may have run it when the call
/// returns, and may throw, which ends the change.
using Step = std::variant<SqlStep, OutputStep, StopStep, CommandStep>;
using Emit = std::function<void(Step)>;

struct Hashing;

/// What the generation of SQL may look at: a database, and the changelog as it counts there.
/// Borrows all but the names.
struct Target {
  Names names;
  const Catalog& catalog;
  const Files& files;
  PropertyValues properties;
  /// Told of each statement that a walk has come by, so that a catalog that no statement reaches,
  /// that of a script, can follow.
  std::function<void(const Statement&)> follow = {};

  /// Whose words the SQL is made of. There is one offline too.
  const Dialect& dialect() const { return names.dialect(); }
  const Facts& facts() const { return names.facts(); }
  Site site() const { return {names, catalog}; }
  /// The same for a changeset that spells its names in this way.
  Target with(Quoting quoting) const {
    return {names.with(quoting), catalog, files, properties, follow};
  }
  /// The same with a catalog that follows.
  Target with(const Catalog& other, std::function<void(const Statement&)> follows) const {
    return {names, other, files, properties, std::move(follows)};
  }
  /// How checksums are made today.
  Hashing hashing() const;
  /// The table as it is in the database, found by a name that is spelled as the changeset spells
  /// names; nothing where there is none. Throws where there is no database to ask: see Catalog.
  std::optional<schema::Table> live_table(ObjectName name) const;
};

/// What a checksum may look at, and which of Liquibase's algorithms to use: 8 or 9. A row of an
/// older version is asked with its own number, which takes the rules of 8 and stands in the text.
struct Hashing {
  int version;
  const Files& files;
  PropertyValues properties;
  bool expands_sql_files = false;  ///< as Liquibase did before 4.26
};

/// A text that goes into a checksum, and what it is made from.
struct HashedText {
  std::string what;
  std::string text;
};

struct SqlSpot;
struct Change;
using Changes = std::vector<std::unique_ptr<Change>>;

/// Everything the program knows about one kind of change without holding one. One that no changelog
/// can name, such as what undoes another, has no `create` and is in no family's list.
struct ChangeType {
  std::string_view name;
  std::string_view doc;
  std::span<const Field> fields;
  std::unique_ptr<Change> (*create)();
  std::string_view example = {};  ///< one such change in XML, for the help
};

/// One change of a changeset: what its fields say, and the SQL for it in any dialect. It does not
/// change once it is built, and knows neither its changeset nor its database: whatever it needs of
/// them comes in. How to add a type: changes/families.h.
struct Change : Record {
  Position where;

  virtual ~Change() = default;
  virtual const ChangeType& type() const = 0;

  /// Gives the steps, in order. A step may have been run before the next one is asked for, so what
  /// is read from the catalog is true at that moment. Asked only after `problems` had none. Throws
  /// Error for what only shows now, such as a cell of a CSV file that is no number.
  virtual void emit(const Target& target, const Emit& emit) const = 0;
  /// The changes that undo this one, in the order they run; nothing where only a rollback block
  /// can. An empty list says that there is nothing to undo.
  virtual std::optional<Changes> inverse() const { return std::nullopt; }
  /// What is wrong with the change on this target, beyond required and refused attributes, each as
  /// a message. May read files, and runs nothing.
  virtual std::vector<std::string> problems(const Target&) const { return {}; }
  /// What in the texts that it gives to this database would not run as it is written, such as a
  /// comment that is never closed, each with its own place.
  virtual std::vector<Problem> text_problems(const Target&) const { return {}; }
  /// Where a spot of the SQL that it was given stands in its file; nothing where there is no such
  /// SQL, or it cannot be found again.
  virtual std::optional<Position> place_of(const SqlSpot&, const Target&) const {
    return std::nullopt;
  }
  /// Attributes the dialect may refuse that are given in a nested record, such as `incrementBy`.
  virtual std::vector<std::string_view> nested_attributes() const { return {}; }
  /// Whether its SQL depends on more than the change: a file, the live table. Scripts warn of it.
  virtual bool is_volatile() const { return false; }
  /// The databases the change itself names, as sql and insert can; empty for all.
  virtual std::string_view dbms() const { return ""; }
  /// The change's part of the checksum: 32 hex digits. Throws Error where a file that it is made of
  /// cannot be read.
  virtual std::string checksum(const Hashing& hashing) const;
  /// What the checksum is made from, for people who ask why it differs; the MD5 of the last text is
  /// the checksum, and those before it are part of the last by their own MD5.
  virtual std::vector<HashedText> hashed_texts(const Hashing& hashing) const;
};

/// How a ChangeType makes its changes.
template <class T>
std::unique_ptr<Change> create() {
  return std::make_unique<T>();
}

/// A list with one change in it.
template <class T>
Changes only(T change) {
  Changes changes;
  changes.push_back(std::make_unique<T>(std::move(change)));
  return changes;
}

/// Statements without values or places, one after another.
inline void emit_sql(const Emit& emit, std::string sql) { emit(SqlStep{{std::move(sql)}}); }
void emit_sql(const Emit& emit, std::vector<std::string> statements);
void emit_sql(const Emit& emit, Statements statements);

}  // namespace ebbtide
