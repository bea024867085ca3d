#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/state.h"
#include "sql/clause.h"
#include "sql/effect.h"
#include "text/error.h"

namespace ebbtide::lint {

struct Statement;
struct Subject;

/// By what an object was made, and in which deployment. Deployment 0 is what was there before, and
/// nothing else is known of it.
struct Made {
  int deployment = 0;
  const Subject* subject = nullptr;      ///< null for what was there before, and so is the next
  const Statement* statement = nullptr;  ///< both live as long as the scene
  std::size_t at = 0;                    ///< where in the statement
  std::string part = {};                 ///< by what its place can be found in a change

  /// Nowhere for what was there before.
  Position where() const;
};

/// An index, or the one that serves a primary key or unique constraint. An expression has no column
/// name.
struct IndexState {
  sql::Thing kind = sql::Thing::index;  ///< or primary_key, unique
  std::string name = {};
  bool is_unique = false;
  std::string method = {};
  std::vector<std::string> columns = {};  ///< one for each part; empty for an expression
  std::vector<std::string> parts = {};    ///< with what stands behind them
  std::vector<std::string> included = {};
  std::string predicate = {};
  bool is_valid = true;
  int made_by = 0;
};

/// All of a table, in the order in which they were made.
std::vector<IndexState> indexes_of(const schema::Table& table);
/// The one of this name in any case; nothing where there is none.
std::optional<IndexState> index_of(const schema::Table& table, std::string_view name);

/// What the model does not tell of a table.
struct TableFacts {
  bool is_whole = true;  ///< all its columns and keys are known
  bool is_temporary = false;
  bool is_partitioned = false;
  bool is_partition = false;
  bool has_inherited_key = false;               ///< LIKE … INCLUDING INDEXES
  bool is_made_of_rows = false;                 ///< AS SELECT
  std::map<std::string, Made> partitions = {};  ///< that were added, by their names in lower case
  bool has_no_more_keys = false;  ///< LIKE without the indexes: its own keys are all it has
};

/// What a view is a query of, as far as its text has told.
struct ViewFacts {
  std::vector<sql::Name> reads = {};        ///< tables and views
  std::vector<std::string> mentioned = {};  ///< all names in its text
};

/// What a database consists of at one point of a changelog, as far as it was told, with who made
/// it. A linter's memory: what it does not know it has not been told. Names may have the place of
/// the default schema or none. Pointers are valid until the next `apply`.
class State {
 public:
  /// A database of which nothing is known.
  explicit State(const StructureRules& rules) : structure_({}, rules) {}
  /// What a catalog tells, as what was there before; `syntax` is that of its texts. Before the
  /// first `apply`.
  void begin_with(schema::Schema schema, const sql::Syntax& syntax);

  /// The default schema by its names.
  const std::vector<std::string>& own_places() const { return structure_.rules().own_places; }

  /// nullptr where nobody told of such a thing; it may be there all the same.
  const schema::Table* table(const sql::Name& name) const { return structure_.table(name); }
  const schema::View* view(const sql::Name& name) const { return structure_.view(name); }
  const Made* schema(std::string_view name) const;
  /// The same of a database, which only statements tell of.
  const Made* database(std::string_view name) const;
  const Made* type(const sql::Name& name) const;
  bool has_sequence(const sql::Name& name) const {
    return structure_.sequence(name) != nullptr || structure_.table_numbered_by(name) != nullptr;
  }
  /// A routine that was read and is harmless to call.
  const Made* routine(const sql::Name& name) const;
  /// The names of a table's triggers.
  std::vector<std::string> triggers_of(const schema::Table& table) const;
  /// The table of an index of this name, which stands in the place of the name; nullptr where none
  /// has it.
  const schema::Table* table_of_index(const sql::Name& index) const;
  /// In no order.
  const std::vector<schema::Table>& tables() const { return structure_.schema().tables; }
  const std::vector<schema::View>& views() const { return structure_.schema().views; }
  /// The same in the order of their names.
  std::vector<const schema::Table*> sorted_tables() const;
  /// The tables whose foreign keys point there, itself too.
  std::vector<const schema::Table*> children_of(const sql::Name& table) const;
  /// Whether it is known in which place the name stands: it says one, or nobody has set another
  /// default schema (SET search_path, USE).
  bool knows_place(const sql::Name& name) const { return !name.place.empty() || !has_moved_place_; }

  /// Who made an object of the model, or one of its parts.
  template <class Object>
  const Made& made(const Object& object) const {
    return made_[static_cast<std::size_t>(object.made_by)];
  }
  const TableFacts& facts(const schema::Table& table) const;
  const ViewFacts& facts(const schema::View& view) const;
  /// Whether the changeset that runs has emptied the table.
  bool is_emptied(const schema::Table& table) const { return emptied_.contains(key(table.name)); }

  /// Whether two names are those of one object.
  bool same(const sql::Name& a, const sql::Name& b) const;
  /// The same of parts of a table, whose case never counts.
  bool same(std::string_view a, std::string_view b) const;
  /// Whether a name is among these.
  bool has(const std::vector<std::string>& names, std::string_view name) const;

  /// Goes on behind an effect. `clause` is its text.
  void apply(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
             const Made& made);
  /// A routine is made by this statement. One that has a harmful namesake counts as harmful: which
  /// of them a call means is for the types of its arguments.
  void note_routine(const sql::Name& name, std::string_view statement, const sql::Syntax& syntax,
                    const Made& made);
  /// What was made for the old table of a rebuild is what was there before it.
  void keep_marks(const schema::Table& old, const sql::Name& rebuilt) {
    structure_.keep_makers(old, rebuilt);
  }
  /// Behind a changeset: what it has emptied may have rows again.
  void forget_emptied() { emptied_.clear(); }

 private:
  std::string key(const sql::Name& name) const { return structure_.placed(name).to_text(); }
  bool is_own_place(std::string_view place) const;
  int number(Made made);
  void note(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
            const Made& made);
  void note_partition(const sql::Effect& effect, const Made& made);
  void note_table(const sql::Effect& effect, const sql::Clause& text, const schema::Table& table);
  void note_place(const sql::Effect& effect, const sql::Clause& text);
  void note_routines(const std::vector<schema::Routine>& routines, const sql::Syntax& syntax);
  bool are_harmless(const std::vector<sql::Name>& routines) const;

  schema::State structure_;
  std::deque<Made> made_ = {Made()};  ///< by the numbers of the model; the first one is nobody
  std::map<int, TableFacts> tables_;  ///< by who made them
  std::map<int, ViewFacts> views_;
  bool has_moved_place_ = false;  ///< a name without a place may be one of another schema
  std::set<std::string> emptied_;
  std::map<std::string, Made> databases_;  ///< by their names in lower case
  std::map<std::string, Made> routines_;
  std::set<std::string> harmful_routines_;
};

/// The procedures that a routine calls, which this statement makes. Nothing where whoever calls it
/// has to fear for data by what it does itself, or where nobody can see that.
std::optional<std::vector<sql::Name>> calls_of_routine(std::string_view statement,
                                                       const sql::Syntax& syntax);
/// Whether a routine or block is written in a language that can be read here.
bool is_readable_code(const sql::Clause& code);

}  // namespace ebbtide::lint
