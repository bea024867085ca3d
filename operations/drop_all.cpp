// The order: foreign keys first where no table can go that one points to, or else tables before
// those that they point to; what reads tables before the tables; types last, since columns and
// routines need them. Where the database drops what hangs on an object with it, an object may be
// gone already when its turn comes, so each statement takes that.
#include "operations/drop_all.h"

#include <algorithm>
#include <set>

#include "database/connection.h"
#include "database/dialect.h"
#include "database/facts.h"
#include "database/read_schema.h"
#include "operations/maintain.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

class Dropping {
 public:
  Dropping(const schema::Schema& schema, const Facts& facts) : schema_(schema), facts_(facts) {}

  std::vector<Drop> all() {
    if (!cascades()) add_foreign_keys();
    for (const schema::Program& one : schema_.programs) {
      if (one.kind == Kind::event) add(Kind::event, "EVENT", one.name);
    }
    for (const schema::View& one : schema_.views) {
      if (one.is_materialized)
        add(Kind::materialized_view, "MATERIALIZED VIEW", one.name);
      else
        add(Kind::view, "VIEW", one.name);
    }
    add_tables();
    for (const schema::Sequence& one : schema_.sequences) add(Kind::sequence, "SEQUENCE", one.name);
    for (const schema::Routine& one : schema_.routines) add_routine(one);
    for (const schema::Type& one : schema_.types)
      add(one.kind, one.kind == Kind::domain ? "DOMAIN" : "TYPE", one.name);
    return std::move(drops_);
  }

 private:
  bool cascades() const { return facts_.has(Feature::cascaded_drops); }
  std::string quoted_name(std::string_view name) const {
    return quoted(name, Quoting::quote_all_objects, facts_);
  }
  std::string quoted_name(const schema::Name& name) const {
    return name.place.empty() ? quoted_name(name.name)
                              : quoted_name(name.place) + "." + quoted_name(name.name);
  }
  void add(Kind kind, const std::string& word, const schema::Name& name,
           const std::string& arguments = "") {
    drops_.push_back({kind, name.to_text() + arguments,
                      "DROP " + word + " IF EXISTS " + quoted_name(name) + arguments +
                          (cascades() ? " CASCADE" : "")});
  }
  void add_routine(const schema::Routine& one) {
    const std::string word = one.kind == Kind::procedure   ? "PROCEDURE"
                             : one.kind == Kind::aggregate ? "AGGREGATE"
                                                           : "FUNCTION";
    add(one.kind, word, one.name,
        facts_.has(Feature::schemas_are_databases) ? "" : "(" + one.arguments + ")");
  }
  void add_foreign_keys() {
    if (!facts_.has(Feature::alter_column)) return;  // nor can a key be dropped alone
    for (const schema::Table& table : schema_.tables) {
      for (const schema::ForeignKey& key : table.foreign_keys)
        drops_.push_back({Kind::foreign_key, table.name.to_text() + "." + key.name,
                          "ALTER TABLE " + quoted_name(table.name) + " DROP FOREIGN KEY " +
                              quoted_name(key.name)});
    }
  }
  /// Those first that no other one that is left points to; in a circle the first by name.
  void add_tables() {
    std::vector<const schema::Table*> left;
    for (const schema::Table& table : schema_.tables) left.push_back(&table);
    while (!left.empty()) {
      std::set<std::string> needed;
      for (const schema::Table* const table : left) {
        for (const schema::ForeignKey& key : table->foreign_keys) {
          if (key.referenced != table->name) needed.insert(key.referenced.to_text());
        }
      }
      const auto is_free = [&](const schema::Table* table) {
        return !needed.contains(table->name.to_text());
      };
      const auto waiting = std::stable_partition(left.begin(), left.end(), is_free);
      const auto end = waiting == left.begin() ? left.begin() + 1 : waiting;
      for (auto table = left.begin(); table != end; ++table)
        add(Kind::table, "TABLE", (*table)->name);
      left.erase(left.begin(), end);
    }
  }

  const schema::Schema& schema_;
  const Facts& facts_;
  std::vector<Drop> drops_;
};

void run(Connection& connection, const std::vector<Drop>& drops) {
  for (const Drop& one : drops) connection.execute({one.sql});
}

}  // namespace

std::vector<Drop> drops_of(OpenDatabase& database, const std::vector<std::string>& schemas) {
  schema::Scope scope;
  scope.schemas = schemas;
  const schema::Schema schema =
      read_schema(database.connection(), database.names().defaults(), scope, {});
  return Dropping(schema, database.names().facts()).all();
}

void drop_all(OpenDatabase& database, const std::vector<Drop>& drops, bool is_forced,
              const Surroundings& with) {
  const ToldOperation told(with.observer, "drop-all");
  if (!is_forced) {
    const auto held = held_locks(database);
    if (!held.empty())
      throw Error("nothing is dropped, since " + held.front().row.holder + " holds the lock (" +
                  held.front().evidence +
                  "); --force drops all the same, release-locks frees a lock whose holder is gone");
  }
  Connection& connection = database.connection();
  if (!database.names().facts().has(Feature::transactional_ddl)) return run(connection, drops);
  Transaction all(connection);
  run(connection, drops);
  all.commit();
}

}  // namespace ebbtide
