// PostgreSQL: changes of tables that scan or write them under a lock, and names and types.
//
// ALTER TABLE takes ACCESS EXCLUSIVE for almost everything. That costs nothing where only the
// catalog changes, and everything where rows are looked at or written meanwhile. The rules tell
// these apart:
//
//   ALTER TYPE          rewrites, but where the bytes stay (column_type.h). Where the old type is
//                       not known, it may
//   ADD COLUMN          since 11 a constant or stable default stands in the catalog. A volatile
//                       one, serial, identity and a stored expression write each row
//   SET NOT NULL        scans, but where a valid CHECK (c IS NOT NULL) proves it (since 12)
//   ADD CHECK           scans, but for NOT VALID
//   ADD FOREIGN KEY     scans, and holds writers of both tables; not where its columns are new and
//                       NULL, nor on a partitioned table, which had no NOT VALID for it before 18
//   VALIDATE            takes a weak lock. In the transaction of its ADD … NOT VALID it keeps the
//                       strong one of that through the scan, so that nothing is won
//   VACUUM FULL, CLUSTER  write the table again
//
// Which functions are volatile the catalog knows and a text does not: there is a list of those that
// people write in a default. What is not in it is taken for stable.
//
// A new value of an enum may not be used before its transaction is committed (PG311). It is looked
// for among the texts of later statements of the changeset (enum_use.cpp), but for bodies of
// routines, which are not run yet. Since 17 a value is free where the type was made in the same
// transaction.
//
// lock_timeout (PG308) is looked for in every statement of the file before this one, SET LOCAL or
// not: a team that sets it once at the top is understood.
#include <algorithm>
#include <iterator>

#include "database/column_type.h"
#include "lint/enum_use.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// The type of a domain that statements have made, where nothing is asked of its values; empty for
/// any other type.
std::string type_of_free_domain(const Step& step, const std::string& name) {
  sql::Cursor type(name, step.scene.facts.syntax);
  const auto domain = type.take_name();
  const Made* const made = domain ? step.state().type(*domain) : nullptr;
  if (made == nullptr || made->statement == nullptr) return "";
  const sql::Effects& all = made->statement->effects;
  const auto creates = std::find_if(all.begin(), all.end(), [&](const sql::Effect& one) {
    return one.is(Verb::create, Thing::domain) && step.state().same(one.object, *domain);
  });
  if (creates == all.end()) return "";
  const std::string_view whole = made->statement->sql;
  sql::Cursor at(whole.substr(std::min(creates->at, whole.size())), step.scene.facts.syntax);
  if (at.has_behind("check") || at.has_behind("null")) return "";
  if (!at.take_all({"create", "domain"}) || !at.take_name()) return "";
  at.take("as");
  return std::string(at.take_type());
}

void type_rewritten(const Step& step, Findings& findings) {
  if (!step.is(Verb::set_type, Thing::column) || !step.effect.shape) return;
  if (step.is_new_table()) return;
  const std::string free = type_of_free_domain(step, step.effect.shape->type);
  if (!free.empty() && step.column() != nullptr &&
      is_binary_compatible(ColumnType::parse(step.column()->type), ColumnType::parse(free)))
    return;
  const auto cost = step.cost();
  if (cost && cost->cost == Cost::rewrite)
    findings.add(step, step.part(), "column " + step.part() + " " + cost->why);
}

void column_filled(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::column) || !step.effect.shape || step.is_new_table()) return;
  const auto cost = step.cost();
  if (!cost || cost->cost != Cost::rewrite) return;
  Finding& found = findings.add(
      step, step.part(),
      "the new column " + step.part() + " " + cost->why + ", so that the table is written again");
  const sql::ColumnShape& shape = *step.effect.shape;
  if (shape.is_generated)
    found.remedy =
        "choose a quiet hour, or add a plain column that a trigger fills, or from PostgreSQL 18 on "
        "a VIRTUAL one";
  if (shape.is_identity)
    found.remedy =
        "add it nullable, fill it in batches, make it NOT NULL as PG303 says, then ADD GENERATED … "
        "AS IDENTITY";
  if (ColumnType::parse(shape.type).is_serial)
    found.remedy =
        "add an integer that may be NULL, set its default to nextval of a sequence, fill it in "
        "batches, then make it NOT NULL as PG303 says";
}

void not_null_scanned(const Step& step, Findings& findings) {
  if (!step.is(Verb::set_not_null, Thing::column)) return;
  if (step.is_new_table() || step.is_new_column(step.effect.part)) return;
  if (const auto cost = step.cost(); cost && cost->cost == Cost::instant) return;
  Finding& found =
      findings.add(step, step.part(),
                   "NOT NULL of " + step.part() + " is proved by a scan under an exclusive lock");
  constexpr int checks_prove = 12;
  if (step.scene.version.major < checks_prove)
    found.remedy =
        "ADD CHECK (c IS NOT NULL) NOT VALID, VALIDATE it in the next changeset, and keep it in "
        "place of NOT NULL: before PostgreSQL 12 no check spares the scan";
}

void check_scanned(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::check) || step.effect.not_valid || step.is_new_table()) return;
  findings.add(step, step.object(),
               "the check on " + step.object() + " looks at every row under an exclusive lock");
}

void key_scanned(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::foreign_key) || step.effect.is_part) return;
  if (step.effect.not_valid || step.is_new_table() || step.are_empty(step.effect.columns)) return;
  constexpr int partitioned_keys_can_wait = 18;
  if (step.scene.version.major < partitioned_keys_can_wait && step.table() != nullptr &&
      step.state().facts(*step.table()).is_partitioned)
    return;
  findings.add(step, step.object(),
               "the foreign key on " + step.object() +
                   " looks at every row while writers of both "
                   "tables wait");
}

/// Whether the changeset itself has added the constraint without looking at the rows.
bool adds_not_valid(const Step& step) {
  const auto& noted = step.scene.noted;
  return std::any_of(noted.begin(), noted.end(), [&](const sql::Effect* const one) {
    return one->not_valid && step.state().same(one->object, step.effect.object) &&
           step.state().same(one->part, step.effect.part);
  });
}

void validated_at_once(const Step& step, Findings& findings) {
  if (step.effect.verb != Verb::validate || !step.is_in_transaction() || step.is_new_table())
    return;
  if (!adds_not_valid(step)) return;
  findings.add(step, step.effect.part,
               step.effect.part +
                   " is added NOT VALID and validated in one transaction, which "
                   "keeps the lock");
}

bool takes_strong_lock(const Step& step) {
  const sql::Effect& effect = step.effect;
  switch (effect.verb) {
    case Verb::insert:
    case Verb::update:
    case Verb::remove:
    case Verb::set:
    case Verb::comment:
    case Verb::grant:
    case Verb::revoke:
    case Verb::validate:
    case Verb::unread:
    case Verb::run_code:
      return false;
    case Verb::create:
      return effect.thing == Thing::column || effect.thing == Thing::trigger ||
             sql::is_constraint(effect.thing) ||
             (effect.thing == Thing::index && !effect.concurrently);
    case Verb::drop:
      return (effect.thing != Thing::index || !effect.concurrently) &&
             (effect.thing <= Thing::index || effect.thing == Thing::trigger) &&
             effect.thing != Thing::schema && effect.thing != Thing::database;
    default:
      return effect.thing == Thing::table || effect.thing == Thing::column ||
             effect.thing == Thing::rows || effect.thing == Thing::partition;
  }
}

/// Whether a statement of the same file has set the time before.
bool has_timeout(const Step& step) {
  return step.scene.files_with_timeout.contains(step.subject.where.file);
}

void no_lock_timeout(const Step& step, Findings& findings) {
  if (!takes_strong_lock(step) || step.is_new_table() || has_timeout(step)) return;
  if (step.scene.settings.value("PG308", "timeout")) return;
  if (&step.effect != &step.statement.effects.front()) return;
  findings.add(
      step, step.object(),
      "a statement that waits for " + step.object() + " keeps everybody behind it waiting");
}

void table_rewritten(const Step& step, Findings& findings) {
  if (step.effect.verb != Verb::maintain || step.is_new_table()) return;
  const bool is_full = step.effect.word == "vacuum" && has_option(step.whole(), "full");
  if (!is_full && step.effect.word != "cluster") return;
  findings.add(step, step.object(),
               upper(step.effect.word) + (is_full ? " FULL" : "") + " writes " + step.object() +
                   " again under an exclusive lock");
}

/// The value of an enum that a statement before this one adds, in the same changeset, and that this
/// one names; nullptr for none.
const sql::Effect* used_new_value(const Step& step) {
  const auto& noted = step.scene.noted;
  if (noted.empty()) return nullptr;
  const std::vector<std::string> texts = step.whole().texts();
  const auto found = std::find_if(noted.begin(), noted.end(), [&](const sql::Effect* const one) {
    return one->thing == Thing::enum_value &&
           std::find(texts.begin(), texts.end(), one->part) != texts.end() &&
           may_use_value(step, *one);
  });
  return found == noted.end() ? nullptr : *found;
}

void value_used_at_once(const Step& step, Findings& findings) {
  const Thing thing = step.effect.thing;
  if (thing == Thing::function || thing == Thing::procedure || thing == Thing::enum_value) return;
  const sql::Effect* const added = used_new_value(step);
  if (added == nullptr || !step.is_in_transaction()) return;
  constexpr int new_types_are_free = 17;
  const Made* const type = step.state().type(added->object);
  const bool is_free = type != nullptr && step.is_new(*type) && type->subject == &step.subject &&
                       step.scene.version.major >= new_types_are_free;
  if (is_free) return;
  findings.add(step, added->object.name,
               "the new value '" + added->part + "' is used in the transaction that adds it");
}

void long_name(const Step& step, Findings& findings) {
  constexpr std::size_t longest = 63;
  std::vector<std::string> told;
  for (const std::string& name : step.whole().all_names(longest)) {
    if (step.state().has(told, name)) continue;
    told.push_back(name);
    findings.add_at(step, name, name,
                    "the name has " + std::to_string(name.size()) + " bytes and is cut to 63");
  }
}

std::string better_type(const sql::ColumnShape& shape, bool is_key) {
  std::string_view text = shape.type;
  constexpr std::string_view catalog = "pg_catalog.";
  if (lower(text).starts_with(catalog)) text.remove_prefix(catalog.size());
  const ColumnType type = ColumnType::parse(text);
  if (type.is_serial) return "GENERATED … AS IDENTITY";
  if (type.name == "char") return "text or varchar";
  if (type.name == "timestamp") return "timestamp with time zone";
  if (type.name == "json") return "jsonb";
  if (type.name == "money") return "numeric";
  return is_key && type.sort == ColumnType::Sort::integer && type.width() < 8 ? "bigint" : "";
}

void poor_type(const Step& step, Findings& findings) {
  const auto judge = [&](const sql::Effect& column, bool is_key) {
    if (!column.shape) return;
    const std::string better = better_type(*column.shape, is_key);
    if (better.empty()) return;
    sql::Effect at = column;
    if (at.at == 0) at.at = step.effect.at;
    const Step there{step.scene, step.subject, step.statement, at, step.statement_number};
    findings.add(
        there, there.part(),
        "column " + there.part() + " is " + column.shape->type + "; " + better + " is better");
  };
  if (step.is(Verb::create, Thing::column) || step.is(Verb::set_type, Thing::column))
    judge(step.effect, false);
  if (!step.is(Verb::create, Thing::table)) return;
  for (const sql::Effect& part : step.effect.parts) {
    const bool is_key = std::any_of(
        step.effect.parts.begin(), step.effect.parts.end(), [&](const sql::Effect& key) {
          return key.is(Verb::create, Thing::primary_key) && key.columns.size() == 1 &&
                 step.state().same(key.columns.front(), part.part);
        });
    if (part.is(Verb::create, Thing::column)) judge(part, is_key);
  }
}

constexpr Rule table[] = {
    {.id = "PG301",
     .title = "Type change rewrites the table",
     .databases = Databases::postgresql,
     .why = "All rows and indexes are written again under an exclusive lock.",
     .remedy = "add a new column, copy in batches, swap",
     .boundary = "Longer varchar, text, more digits at the same scale, and other changes that keep "
                 "the bytes; tables of the same deployment.",
     .verbs = verb_set({Verb::set_type}),
     .on_effect = type_rewritten},
    {.id = "PG302",
     .title = "New column fills or rewrites the table",
     .databases = Databases::postgresql,
     .why = "Each row gets a value of its own, under an exclusive lock.",
     .remedy = "add it nullable, set the default, fill in batches",
     .boundary = "Constant and stable defaults since PostgreSQL 11; virtual columns; tables of the "
                 "same deployment.",
     .verbs = verb_set({Verb::create}),
     .on_effect = column_filled},
    {.id = "PG303",
     .title = "SET NOT NULL scans the table under an exclusive lock",
     .databases = Databases::postgresql,
     .why = "Nobody reads while all rows are looked at, and it fails at the first NULL.",
     .remedy = "ADD CHECK (c IS NOT NULL) NOT VALID, VALIDATE it in the next changeset, SET NOT "
               "NULL, drop the check",
     .boundary = "A validated check of that kind; NOT NULL already; columns and tables of the same "
                 "deployment.",
     .verbs = verb_set({Verb::set_not_null}),
     .on_effect = not_null_scanned},
    {.id = "PG305",
     .title = "CHECK added without NOT VALID",
     .databases = Databases::postgresql,
     .why = "It looks at all rows under an exclusive lock.",
     .remedy = "add it NOT VALID, then VALIDATE CONSTRAINT in another transaction",
     .boundary = "NOT VALID; tables of the same deployment; domains.",
     .verbs = verb_set({Verb::create}),
     .on_effect = check_scanned},
    {.id = "PG306",
     .title = "Foreign key added without NOT VALID",
     .databases = Databases::postgresql,
     .why = "It scans the table while writers of both tables wait.",
     .remedy = "add it NOT VALID (validateForeignKey=false), then VALIDATE CONSTRAINT in another "
               "transaction",
     .boundary = "NOT VALID; a new table; new columns without values; partitioned tables.",
     .verbs = verb_set({Verb::create}),
     .on_effect = key_scanned},
    {.id = "PG307",
     .title = "NOT VALID and VALIDATE in one transaction",
     .databases = Databases::postgresql,
     .why = "The lock of the first is held through the scan of the second.",
     .remedy = "make two changesets of it",
     .boundary = "Other changesets; runInTransaction=false; another constraint; new tables.",
     .verbs = verb_set({Verb::validate}),
     .on_effect = validated_at_once},
    {.id = "PG308",
     .title = "No lock_timeout before a locking statement",
     .severity = Severity::off,
     .databases = Databases::postgresql,
     .why = "One waiting ALTER keeps everybody behind it waiting.",
     .remedy = "SET LOCAL lock_timeout = '2s' first, or set it for the connection",
     .boundary = "Set before in the same file; new tables; statements without a strong lock.",
     .options = "timeout",
     .on_effect = no_lock_timeout},
    {.id = "PG310",
     .title = "VACUUM FULL or CLUSTER",
     .databases = Databases::postgresql,
     .why = "It writes the table again under an exclusive lock.",
     .remedy = "pg_repack, REPACK (CONCURRENTLY) on 19, or plain VACUUM",
     .boundary = "Plain VACUUM; new tables; ALTER TABLE … CLUSTER ON, a setting.",
     .verbs = verb_set({Verb::maintain}),
     .on_effect = table_rewritten},
    {.id = "PG311",
     .title = "New enum value used in the transaction that adds it",
     .severity = Severity::error,
     .databases = Databases::postgresql,
     .why = "The server calls it an unsafe use, and the changeset fails.",
     .remedy = "use it in the next changeset",
     .boundary = "Other changesets; runInTransaction=false; a type of the same transaction since "
                 "17; bodies of routines; equal texts for columns of other types.",
     .on_statement = value_used_at_once},
    {.id = "PG313",
     .title = "Identifier longer than 63 bytes",
     .databases = Databases::postgresql,
     .why = "It is cut without a word, and a rollback looks for the long one.",
     .remedy = "shorten it",
     .boundary = "Exactly 63 bytes; texts and comments.",
     .on_statement = long_name},
    {.id = "PG314",
     .title = "Type with a better neighbour",
     .severity = Severity::off,
     .databases = Databases::postgresql,
     .why = "char(n), timestamp without zone, json, money, serial and integer keys disappoint "
            "later.",
     .remedy = "text, timestamptz, jsonb, numeric, identity, bigint",
     .boundary = "Casts and bodies of routines.",
     .verbs = verb_set({Verb::create, Verb::set_type}),
     .on_effect = poor_type},
};

}  // namespace

std::span<const Rule> postgresql_table_rules() { return table; }

}  // namespace ebbtide::lint
