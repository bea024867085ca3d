#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "database/unnamed_key.h"
#include "schema/model.h"
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

/// A value of the model, and who made it.
template <class T>
struct Of {
  T it;
  Made made;
};

/// An index, or the one that serves a primary key or unique constraint. An expression has no column
/// name.
struct IndexState {
  sql::Thing kind = sql::Thing::index;  ///< or primary_key, unique
  std::string name = {};
  bool is_unique = false;
  std::string method = {};
  std::vector<std::string> columns = {};  ///< one for each part; empty for an expression
  std::vector<std::string> parts = {};    ///< as they are written
  std::vector<std::string> included = {};
  std::string predicate = {};
  bool is_valid = true;
  Made made = {};
};

/// A table as far as statements or a catalog have told.
struct TableState {
  sql::Name name;
  Made made = {};
  std::vector<Of<schema::Column>> columns = {};
  std::vector<IndexState> indexes = {};
  std::vector<Of<schema::ForeignKey>> foreign_keys = {};
  std::vector<Of<schema::Check>> checks = {};
  std::vector<Of<std::string>> triggers = {};
  bool is_whole = true;  ///< all its columns and keys are known
  bool is_temporary = false;
  bool is_partitioned = false;
  bool is_partition = false;
  bool has_inherited_key = false;  ///< LIKE … INCLUDING INDEXES
  bool is_made_of_rows = false;    ///< AS SELECT
  bool is_emptied = false;         ///< by the changeset that runs

  /// By its name in any case; nullptr where there is none, and so are the next two.
  const Of<schema::Column>* column(std::string_view name) const;
  const IndexState* primary_key() const;
  const IndexState* index(std::string_view name) const;
};

/// A view as far as its text has told.
struct ViewState {
  sql::Name name;
  bool is_materialized = false;
  std::vector<sql::Name> reads = {};        ///< tables and views
  std::vector<std::string> mentioned = {};  ///< all names in its text
  Made made = {};
};

/// What tells the names of one database apart.
struct NameRules {
  bool in_any_case = false;                  ///< names that differ in case are one
  std::vector<std::string> own_places = {};  ///< the default schema by its names
  /// That of Facts, the name of a key that nobody names.
  std::string (*own_name)(const UnnamedKey&) = nullptr;
};

/// What a database consists of at one point of a changelog, as far as it was told, with who made
/// it. A linter's memory: what it does not know it has not been told. Names may have the place of
/// the default schema or none. Pointers are valid until the next `apply`.
class State {
 public:
  explicit State(NameRules rules) : rules_(std::move(rules)) {}
  /// The default schema by its names.
  const std::vector<std::string>& own_places() const { return rules_.own_places; }
  /// What a catalog tells, as what was there before; `syntax` is that of its texts.
  void add(const schema::Schema& schema, const sql::Syntax& syntax);

  /// nullptr where nobody told of such a thing; it may be there all the same.
  const TableState* table(const sql::Name& name) const;
  const ViewState* view(const sql::Name& name) const;
  const Made* schema(std::string_view name) const;
  const Made* type(const sql::Name& name) const;
  /// A routine that was read and is harmless to call.
  const Made* routine(const sql::Name& name) const;
  /// The table of an index of this name, which stands in the place of the name; nullptr where none
  /// has it.
  const TableState* table_of_index(const sql::Name& index) const;
  const std::map<std::string, TableState>& tables() const { return tables_; }
  const std::map<std::string, ViewState>& views() const { return views_; }
  /// Whether it is known in which place the name stands: it says one, or nobody has set another
  /// default schema (SET search_path, USE).
  bool knows_place(const sql::Name& name) const { return !name.place.empty() || !has_moved_place_; }
  /// The tables whose foreign keys point there, itself too.
  std::vector<const TableState*> children_of(const sql::Name& name) const;

  /// Whether two names are those of one object.
  bool same(const sql::Name& a, const sql::Name& b) const { return key(a) == key(b); }
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
  void keep_marks(const TableState& old, const sql::Name& rebuilt);
  /// Behind a changeset: what it has emptied may have rows again.
  void forget_emptied();

 private:
  std::string key(const sql::Name& name) const;
  bool is_own_place(std::string_view place) const;
  void note_place(const sql::Effect& effect, const sql::Clause& text);
  void note_routines(const std::vector<schema::Routine>& routines, const sql::Syntax& syntax);
  bool are_harmless(const std::vector<sql::Name>& routines) const;
  TableState* find(const sql::Name& name);
  void create(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
              const Made& made);
  void create_table(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
                    const Made& made);
  std::string name_for(const TableState& table, const sql::Effect& part) const;
  void create_part(TableState& table, const sql::Effect& part, const Made& made);
  void create_column(TableState& table, const sql::Effect& part, const Made& made);
  void create_index(TableState& table, const sql::Effect& part, const Made& made);
  void drop(const sql::Effect& effect);
  void drop_part(const sql::Effect& effect);
  void drop_column(TableState& table, std::string_view column, bool cascade);
  void rename(const sql::Effect& effect);
  void rename_table(const sql::Name& from, const sql::Name& to);
  void rename_column(TableState& table, std::string_view from, const std::string& to);
  void change_column(const sql::Effect& effect);

  NameRules rules_;
  bool has_moved_place_ = false;  ///< a name without a place may be one of another schema
  std::map<std::string, TableState> tables_;
  std::map<std::string, ViewState> views_;
  std::map<std::string, Made> schemas_, types_, routines_;
  std::set<std::string> harmful_routines_;
};

/// The procedures that a routine calls, which this statement makes. Nothing where whoever calls it
/// has to fear for data by what it does itself, or where nobody can see that.
std::optional<std::vector<sql::Name>> calls_of_routine(std::string_view statement,
                                                       const sql::Syntax& syntax);
/// Whether a routine or block is written in a language that can be read here.
bool is_readable_code(const sql::Clause& code);

}  // namespace ebbtide::lint
