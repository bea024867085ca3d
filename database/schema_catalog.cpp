// The state is made at the first question: most scripts ask none, and to read what statements do
// costs more than to write them. Until then they are kept, but for those that write rows, of which
// there may be many.
//
// What is unknown stays so: a CALL that names `orders` may have made, changed or dropped it, and no
// later statement takes that back.
//
// Three answers, to be told apart by who asks:
//
//   there, or not there      the statements so far, and what was known before them, tell it
//   the live database        for a place outside of what is known, as it is now: the script has not
//                            run
//   StructureUnknown         a statement that nobody can read has named it; or it is not there and
//                            what is known is not all there is; or its columns are those of a query
//
// That is why a question is asked of what was found and of the names at once (`require_told`): a
// table that is found is not certain either where a CALL has named it since.
//
// On MySQL a database stands where others have a schema, so that names are turned both ways: a
// catalog that is the default one is no place, and no place is the default catalog.
#include "database/schema_catalog.h"

#include <algorithm>
#include <utility>

#include "database/facts.h"
#include "database/structure_rules.h"
#include "sql/cursor.h"
#include "sql/statement.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
  throw StructureUnknown("this needs the structure of '" + std::string(name) +
                         "', which a script cannot know here: " + why +
                         "; run the change with 'update', or write it as SQL");
}

}  // namespace

SchemaCatalog::SchemaCatalog(Names names, Known known, const Catalog* live)
    : names_(std::move(names)), known_(std::move(known)), live_(live) {}

void SchemaCatalog::follow(const Statement& statement) {
  if (statement.does.empty() &&
      sql::look_at(statement.sql, names_.facts().syntax).kind == sql::Kind::data)
    return;
  coming_.push_back(statement);
}

const SchemaCatalog::Followed& SchemaCatalog::followed() const {
  if (!followed_) {
    KnownSchema known = known_();
    followed_ = std::make_unique<Followed>(
        Followed{schema::State(std::move(known.schema), structure_rules(names_)), known.is_whole});
  }
  const sql::Syntax& syntax = names_.facts().syntax;
  for (const Statement& one : std::exchange(coming_, {})) {
    const sql::Effects effects = effects_of(one, syntax);
    if (std::any_of(effects.begin(), effects.end(), sql::is_opaque))
      followed_->unread.merge(sql::names_within(one.sql, syntax));
    followed_->state.apply(effects, one.sql);
  }
  return *followed_;
}

KnownSchema SchemaCatalog::now() const {
  const Followed& all = followed();
  KnownSchema known{all.state.schema(), all.is_whole && all.unread.empty()};
  known.schema.sort();
  return known;
}

sql::Name SchemaCatalog::placed(const ObjectName& name) const {
  const Facts& facts = names_.facts();
  const Defaults& defaults = names_.defaults();
  if (facts.has(Feature::schemas_are_databases)) {
    const std::string_view place = name.catalog.empty() ? name.schema : name.catalog;
    return {place == defaults.catalog ? "" : std::string(place), std::string(name.name)};
  }
  if (!facts.has(Feature::schemas)) return {"", std::string(name.name)};
  const std::string place = defaults.style.keeps_schema_case
                                ? std::string(name.schema)
                                : stored_name(name.schema, name.quoting, facts);
  return state().placed(
      {name.schema.empty() ? "" : place, stored_name(name.name, name.quoting, facts)});
}

bool SchemaCatalog::is_elsewhere(const sql::Name& name) const {
  const schema::Schema& schema = state().schema();
  if (live_ == nullptr || name.place.empty() || name.place == schema.origin.default_schema)
    return false;
  return std::none_of(schema.schemas.begin(), schema.schemas.end(),
                      [&](const schema::Namespace& one) { return one.name == name.place; });
}

void SchemaCatalog::require_told(std::string_view name, bool is_found) const {
  if (followed().unread.contains(lower(name)))
    refuse(name, "a statement before it names it, and nobody can tell what that one does");
  if (!is_found && !followed().is_whole) refuse(name, "no statement of the script has made it");
}

const schema::Table* SchemaCatalog::find(const sql::Name& name) const {
  const schema::Table* const found = state().table(name);
  require_told(name.name, found != nullptr || state().has_relation(name));
  if (found != nullptr && found->columns.empty() && state().has_unknown_parts(name))
    refuse(name.name, "it has the columns of a query");
  return found;
}

bool SchemaCatalog::is_there_now(const ObjectName& name) const {
  const sql::Name asked = placed(name);
  return live_ != nullptr && (is_elsewhere(asked) || state().origin(asked));
}

std::optional<schema::Table> SchemaCatalog::table(const ObjectName& name) const {
  const sql::Name asked = placed(name);
  const bool is_told = state().table(asked) != nullptr && !state().has_unknown_parts(asked);
  if (is_elsewhere(asked) && !is_told) return live_->table(name);
  const schema::Table* const found = find(asked);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<std::string> SchemaCatalog::identity(const ObjectName& name) const {
  const auto found = table(name);
  return found ? std::optional(lower(found->name.to_text())) : std::nullopt;
}

std::optional<schema::View> SchemaCatalog::view(const ObjectName& name) const {
  const sql::Name asked = placed(name);
  const schema::View* const found = state().view(asked);
  require_told(asked.name, found != nullptr);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

bool SchemaCatalog::has_view(const ObjectName& name) const {
  const sql::Name asked = placed(name);
  return is_elsewhere(asked) && state().view(asked) == nullptr ? live_->has_view(name)
                                                               : view(name).has_value();
}

std::vector<schema::Program> SchemaCatalog::triggers_on(const ObjectName& name) const {
  std::vector<schema::Program> triggers;
  const schema::Table* const table = find(placed(name));
  if (table == nullptr) return triggers;
  for (const schema::Program& one : state().schema().programs) {
    if (one.kind == schema::Kind::trigger && one.table == table->name.name &&
        one.name.place == table->name.place)
      triggers.push_back(one);
  }
  return triggers;
}

bool SchemaCatalog::has_sequence(const ObjectName& name) const {
  const sql::Name asked = placed(name);
  const bool is_found =
      state().sequence(asked) != nullptr || state().table_numbered_by(asked) != nullptr;
  if (is_elsewhere(asked) && !is_found) return live_->has_sequence(name);
  require_told(asked.name, is_found);
  return is_found;
}

std::string SchemaCatalog::stored_place(const std::string& place) const {
  const bool is_database = names_.facts().has(Feature::schemas_are_databases);
  return place.empty() && is_database ? names_.defaults().catalog : place;
}

std::vector<StoredObject> SchemaCatalog::objects_like(const ObjectName& name) const {
  const std::string place = placed({name.catalog, name.schema, name.name}).place;
  std::vector<StoredObject> found;
  const auto add = [&](StoredObject::Kind kind, const auto& objects) {
    for (const auto& one : objects) {
      if (equals_ignoring_case(one.name.name, name.name) &&
          equals_ignoring_case(one.name.place, place))
        found.push_back({kind, stored_place(one.name.place), one.name.name});
    }
  };
  const schema::Schema& schema = state().schema();
  add(StoredObject::Kind::table, schema.tables);
  add(StoredObject::Kind::view, schema.views);
  add(StoredObject::Kind::sequence, schema.sequences);
  if (found.empty() && is_elsewhere({place, ""})) return live_->objects_like(name);
  require_told(name.name, !found.empty());
  return found;
}

std::vector<StoredKey> SchemaCatalog::keys_like(StoredKey::Kind kind,
                                                const ObjectName& name) const {
  const std::string place = placed({name.catalog, name.schema, name.name}).place;
  std::vector<StoredKey> found;
  const auto add = [&](const schema::Table& table, const std::string& key) {
    if (equals_ignoring_case(key, name.name))
      found.push_back({stored_place(table.name.place), key});
  };
  for (const schema::Table& table : state().schema().tables) {
    if (!equals_ignoring_case(table.name.place, place)) continue;
    const bool is_index = kind == StoredKey::Kind::index;
    const bool has_keys = is_index && names_.facts().lookup.keys_are_indexes;
    if (table.primary_key && (has_keys || kind == StoredKey::Kind::primary_key))
      add(table, table.primary_key->name);
    for (const schema::Key& one : table.uniques)
      if (has_keys) add(table, one.name);
    for (const schema::Index& one : table.indexes)
      if (is_index) add(table, one.name);
    for (const schema::ForeignKey& one : table.foreign_keys)
      if (kind == StoredKey::Kind::foreign_key) add(table, one.name);
  }
  if (found.empty() && is_elsewhere({place, ""})) return live_->keys_like(kind, name);
  require_told(name.name, !found.empty());
  return found;
}

std::vector<std::string> SchemaCatalog::column_names(const StoredObject& relation) const {
  const ObjectName name{{}, relation.schema, relation.name, Quoting::quote_all_objects};
  const sql::Name asked = placed(name);
  if (is_elsewhere(asked) && !state().has_relation(asked)) return live_->column_names(relation);
  std::vector<std::string> names;
  if (const schema::Table* const table = find(asked)) {
    for (const schema::Column& one : table->columns) names.push_back(one.name);
  } else if (const auto shown = view(name)) {
    if (shown->columns.empty()) refuse(relation.name, "it has the columns of a query");
    names = shown->columns;
  }
  return names;
}

std::vector<PointingKey> SchemaCatalog::foreign_keys_into(const ObjectName& name) const {
  std::vector<PointingKey> keys;
  const schema::Table* const table = find(placed(name));
  if (table == nullptr) return keys;
  for (const schema::Table& other : state().schema().tables) {
    for (const schema::ForeignKey& key : other.foreign_keys)
      if (key.referenced == table->name && other.name != table->name)
        keys.push_back({other.name, key});
  }
  return keys;
}

std::vector<std::string> SchemaCatalog::views_on(const ObjectName& name) const {
  std::vector<std::string> names;
  const schema::Table* const table = find(placed(name));
  if (table == nullptr) return names;
  for (const schema::View& one : state().schema().views) {
    if (std::find(one.uses.begin(), one.uses.end(), table->name) != one.uses.end())
      names.push_back(one.name.name);
  }
  return names;
}

Rows SchemaCatalog::query(const std::string& sql) const {
  return live_ != nullptr ? live_->query(sql) : NoCatalog().query(sql);
}

}  // namespace ebbtide
