// MySQL and MariaDB: what they take without a word and do otherwise, and what copies a table.
//
// Behind a column, REFERENCES is read and dropped by MySQL before 9.0 and by MariaDB before 10.5:
// no key is made, and nothing warns. Only written SQL can say it so; the attribute `references` of
// a changelog makes a constraint of its own.
//
// A server stores the value of an ENUM or SET by its number. So the list tells what happens:
//
//   ('a','b') → ('a','b','c')   appended: nothing is touched
//   ('a','b') → ('b','a')       the numbers change: every row is written, and what compares by
//                               number means something else
//   ('a','b') → ('a')           rows that have 'b' are refused, or emptied without strict mode
//
// An ALTER that changes the type of a column copies the table and keeps writers out, with two
// exceptions here: values that are appended to a list, and a longer varchar. For that one InnoDB
// keeps the length of a value in one byte up to 255 bytes and in two above: what stays on its side
// is done in place. Lengths are letters, and a letter is counted as 4 bytes, as in utf8mb4.
// Dropping the primary key without a new one in the same statement copies too, and so does CONVERT
// TO CHARACTER SET. ALGORITHM=INSTANT, INPLACE or NOCOPY is a promise that the server keeps or
// refuses: nothing is told then. LOCK=SHARED or EXCLUSIVE says itself that writers wait.
//
// A zero date comes in a second spelling: Liquibase reads `0000-00-00` by Java's calendar and
// writes 0002-11-30, so that this is looked for too.
#include <algorithm>
#include <array>

#include "database/column_type.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// Calls for a column, key or index that is made: by itself, or with its table.
template <class Call>
void each_part(const Step& step, const Call& call) {
  if (!step.is(Verb::create, Thing::table)) return call(step);
  for (const sql::Effect& part : step.effect.parts)
    call(Step{step.scene, step.subject, step.statement, part, step.statement_number});
}

bool honours_inline_references(const Scene& scene) {
  const ServerVersion since =
      scene.is_on(Databases::mysql) ? ServerVersion{9, 0, 0} : ServerVersion{10, 5, 0};
  return scene.version >= since;
}

void ignored_references(const Step& step, Findings& findings) {
  if (honours_inline_references(step.scene) || !step.statement.is_written) return;
  each_part(step, [&](const Step& one) {
    const sql::Effect& key = one.effect;
    if (!key.is(Verb::create, Thing::foreign_key) || !key.with_column || key.is_part) return;
    const std::string column = key.object.name + "." + key.columns.front();
    findings.add_at(one, key.columns.front(), column,
                    "REFERENCES behind the column " + column + " makes no foreign key");
  });
}

/// Two lists of values, before and after; nothing where the effect does not change a list.
std::optional<std::pair<ColumnType, ColumnType>> changed_list(const Step& step) {
  const bool states = step.effect.thing == Thing::column && step.effect.shape &&
                      (step.effect.verb == Verb::alter || step.effect.verb == Verb::set_type);
  if (!states || step.column() == nullptr || step.is_new_table()) return std::nullopt;
  if (step.is_new(*step.column())) return std::nullopt;
  const ColumnType from = ColumnType::parse(step.column()->type);
  const ColumnType to = ColumnType::parse(step.effect.shape->type);
  const bool are_lists = from.sort == ColumnType::Sort::list && to.sort == ColumnType::Sort::list;
  return are_lists ? std::optional(std::pair(from, to)) : std::nullopt;
}

std::string removed_value(const ColumnType& from, const ColumnType& to) {
  for (const std::string& one : from.values)
    if (std::find(to.values.begin(), to.values.end(), one) == to.values.end()) return one;
  return "";
}

bool has_removed(const ColumnType& from, const ColumnType& to) {
  return std::any_of(from.values.begin(), from.values.end(), [&](const std::string& one) {
    return std::find(to.values.begin(), to.values.end(), one) == to.values.end();
  });
}

void list_value_removed(const Step& step, Findings& findings) {
  const auto lists = changed_list(step);
  if (!lists || !has_removed(lists->first, lists->second)) return;
  findings.add(step, step.part(),
               "the value '" + removed_value(lists->first, lists->second) + "' of " + step.part() +
                   " is removed; rows that have it are refused or emptied");
}

void list_reordered(const Step& step, Findings& findings) {
  const auto lists = changed_list(step);
  if (!lists || has_removed(lists->first, lists->second) ||
      only_appends(lists->first, lists->second))
    return;
  findings.add(step, step.part(),
               "the values of " + step.part() + " are numbered anew, which writes every row");
}

std::string why_copied(const Step& step) {
  const sql::Clause& text = step.whole();
  const std::string algorithm = lower(text.value_behind({"algorithm"}));
  if (algorithm == "instant" || algorithm == "inplace" || algorithm == "nocopy") return "";
  if (algorithm == "copy") return "ALGORITHM=COPY copies the table";
  const std::string lock = lower(text.value_behind({"lock"}));
  if (lock == "shared" || lock == "exclusive") return "LOCK=" + upper(lock) + " keeps writers out";
  if (text.has({"convert", "to", "character", "set"}) || text.has({"convert", "to", "charset"}))
    return "CONVERT TO CHARACTER SET copies the table";
  bool drops_key = false, adds_key = false;
  for (const sql::Effect& one : step.statement.effects) {
    drops_key = drops_key || one.is(Verb::drop, Thing::primary_key);
    adds_key = adds_key || one.is(Verb::create, Thing::primary_key);
    const bool states = one.thing == Thing::column && one.shape &&
                        (one.verb == Verb::alter || one.verb == Verb::set_type);
    const Step there{step.scene, step.subject, step.statement, one, step.statement_number};
    if (!states || there.column() == nullptr || there.is_new_column(one.part)) continue;
    if (const auto cost = there.cost(); cost && !cost->why.empty()) return cost->why;
  }
  return drops_key && !adds_key ? "dropping the primary key copies the table" : "";
}

void table_copied(const Step& step, Findings& findings) {
  const bool is_of_table = step.whole().begins_with({"alter"}) || step.effect.thing == Thing::index;
  if (!is_of_table || step.statement.effects.empty() || step.is_new_table()) return;
  const std::string why = why_copied(step);
  if (why.empty()) return;
  Finding& found = findings.add_at(step, step.object(), step.object(), why);
  const bool is_asked_for = why.starts_with("ALGORITHM") || why.starts_with("LOCK");
  if (is_asked_for)
    found.remedy = "leave the clause out, so that the server takes the lightest way there is";
}

constexpr std::string_view loose_engines[] = {"myisam", "memory", "heap",       "archive",   "csv",
                                              "aria",   "merge",  "mrg_myisam", "blackhole", "ndb"};

void loose_engine(const Step& step, Findings& findings) {
  const bool states = step.is(Verb::create, Thing::table) || step.is(Verb::alter, Thing::table);
  if (!states || step.effect.is_temporary) return;
  const std::string engine = step.clause().value_behind({"engine"});
  const std::string name = lower(engine);
  if (std::find(std::begin(loose_engines), std::end(loose_engines), name) ==
      std::end(loose_engines))
    return;
  if (step.state().has(step.scene.settings.values("MY140", "allow"), engine)) return;
  if (step.table() != nullptr && step.state().facts(*step.table()).is_temporary) return;
  findings.add(step, step.object(), "the engine " + engine + " has no transactions");
}

/// Those that have every letter there is, and DEFAULT, which names none.
constexpr std::string_view whole_charsets[] = {"utf8mb4", "utf16",  "utf16le", "utf32",
                                               "gb18030", "binary", "default"};

/// Whether it has not all letters. A column of codes may be ascii, and a property is not known.
bool is_poor(const std::string& charset, bool is_column) {
  const std::string name = lower(charset);
  if (name.empty() || name.front() == '$' || (name == "ascii" && is_column)) return false;
  return std::find(std::begin(whole_charsets), std::end(whole_charsets), name) ==
         std::end(whole_charsets);
}

/// Those that lack letters and have collations of their name. A collation that names none of them
/// may be one for every set, as MariaDB has some.
constexpr std::string_view poor_charsets[] = {
    "utf8",  "utf8mb3", "ucs2",   "ascii",  "latin1", "latin2", "latin5", "latin7",
    "cp850", "cp852",   "cp866",  "cp1250", "cp1251", "cp1256", "cp1257", "koi8r",
    "koi8u", "greek",   "hebrew", "big5",   "gb2312", "gbk",    "sjis",   "cp932",
    "ujis",  "eucjpms", "euckr",  "tis620", "swe7",   "dec8",   "hp8",    "macroman"};

/// The character set that a collation brings along: `utf8_general_ci` is of utf8. Empty for none of
/// these.
std::string charset_of(const std::string& collation) {
  const std::string charset = collation.substr(0, collation.find('_'));
  return std::find(std::begin(poor_charsets), std::end(poor_charsets), lower(charset)) ==
                 std::end(poor_charsets)
             ? ""
             : charset;
}

std::string poor_charset(const sql::Clause& text, bool is_column) {
  for (const std::string& charset :
       {text.value_behind({"character", "set"}), text.value_behind({"char", "set"}),
        text.value_behind({"charset"}), charset_of(text.value_behind({"collate"}))})
    if (is_poor(charset, is_column)) return charset;
  return "";
}

void poor_letters(const Step& step, Findings& findings) {
  const bool states_table =
      step.is(Verb::create, Thing::table) || step.is(Verb::alter, Thing::table);
  if (states_table) {
    const std::string charset = poor_charset(step.clause(), false);
    if (!charset.empty())
      findings.add(step, step.object(), "the character set " + charset + " lacks letters");
  }
  const bool states_database =
      step.effect.thing == Thing::database || step.effect.thing == Thing::schema;
  if (states_database) {
    const std::string charset = poor_charset(step.whole(), false);
    if (!charset.empty())
      findings.add(step, step.object(), "the character set " + charset + " lacks letters");
  }
  each_part(step, [&](const Step& one) {
    const bool states = one.effect.thing == Thing::column && one.effect.shape;
    if (!states) return;
    // Without its name, which may be `charset`.
    const std::string& definition = one.effect.shape->definition;
    const std::string charset = poor_charset(sql::Clause(definition, one.scene.facts.syntax), true);
    if (!charset.empty())
      findings.add(one, one.part(), "the character set " + charset + " lacks letters");
  });
}

void zero_date(const Step& step, Findings& findings) {
  each_part(step, [&](const Step& one) {
    if (one.effect.thing != Thing::column || !one.effect.shape) return;
    const std::string& value = one.effect.shape->by_default;
    // As Liquibase does: Java reads 0000-00-00 as a day of the year 2 before our era.
    const bool is_zero = contains(value, "0000-00-00") || contains(value, "0002-11-30") ||
                         value == "0" || value == "'0'";
    if (!is_zero) return;
    std::string type = one.effect.shape->type;
    if (type.empty() && one.column() != nullptr) type = one.column()->type;
    const auto sort = ColumnType::parse(type).sort;
    if (sort != ColumnType::Sort::moment && sort != ColumnType::Sort::day) return;
    findings.add(one, one.part(), "the default of " + one.part() + " is no date");
  });
}

/// Whether a default is computed: an expression in brackets, or a function other than the moment,
/// which the server stores as a mark.
bool is_computed(const std::string& value, const sql::Syntax& syntax) {
  if (value.empty() || is_literal(value, syntax)) return false;
  sql::Cursor at(value, syntax);
  if (at.sees("(") || at.sees_all({"next", "value", "for"})) return true;
  const bool is_moment = at.take_any({"current_timestamp", "now", "localtime", "localtimestamp"});
  return !is_moment && at.sees("(", 1);
}

void computed_default(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::column) || !step.effect.shape || step.is_new_table()) return;
  if (!is_computed(step.effect.shape->by_default, step.scene.facts.syntax)) return;
  findings.add(step, step.part(),
               "the default of the new column " + step.part() + " is computed for each row");
}

constexpr Rule table[] = {
    {.id = "MY102",
     .title = "Inline REFERENCES is ignored",
     .severity = Severity::error,
     .databases = Databases::both_mysql,
     .why = "No key is made, without a word.",
     .remedy = "FOREIGN KEY (c) REFERENCES p (id) as a constraint of the table",
     .boundary = "MariaDB 10.5 and MySQL 9.0 and newer; constraints of the table; the attribute "
                 "references of a changelog.",
     .verbs = verb_set({Verb::create}),
     .on_effect = ignored_references},
    {.id = "MY110",
     .title = "ENUM or SET value removed",
     .severity = Severity::error,
     .databases = Databases::both_mysql,
     .is_gate = true,
     .why = "Rows with that value are refused or become ''.",
     .remedy = "move the rows first, and keep the value for a release",
     .boundary = "Values at the end; columns of the same deployment; blanks at the end of a value.",
     .verbs = verb_set({Verb::alter, Verb::set_type}),
     .on_effect = list_value_removed},
    {.id = "MY111",
     .title = "ENUM or SET value inserted or reordered",
     .databases = Databases::both_mysql,
     .why = "Every row is written again, and comparisons by number change.",
     .remedy = "append at the end",
     .boundary = "Appended; a value that is removed, which MY110 tells; new columns.",
     .verbs = verb_set({Verb::alter, Verb::set_type}),
     .on_effect = list_reordered},
    {.id = "MY130",
     .title = "ALTER that copies the table or locks out writers",
     .databases = Databases::both_mysql,
     .why = "Nobody writes until the copy is done.",
     .remedy = "gh-ost or pt-online-schema-change, or a quiet hour",
     .boundary = "Longer varchar on the same side of 256 bytes; columns and indexes that are "
                 "added; ALGORITHM=INSTANT or INPLACE; new tables.",
     .begins = "alter create drop",
     .on_statement = table_copied},
    {.id = "MY140",
     .title = "Storage engine without transactions",
     .databases = Databases::both_mysql,
     .why = "No rollback, no foreign keys, locks of whole tables.",
     .remedy = "InnoDB",
     .boundary = "InnoDB, temporary tables, engines that the configuration allows (`allow`).",
     .options = "allow",
     .verbs = verb_set({Verb::create, Verb::alter}),
     .on_effect = loose_engine},
    {.id = "MY141",
     .title = "Character set that cannot hold all of Unicode",
     .severity = Severity::info,
     .databases = Databases::both_mysql,
     .why = "Letters are refused or lost.",
     .remedy = "utf8mb4",
     .boundary = "utf8mb4, binary, ascii of a single column.",
     .verbs = verb_set({Verb::create, Verb::alter, Verb::set_type}),
     .on_effect = poor_letters},
    {.id = "MY142",
     .title = "Zero date as default",
     .databases = Databases::both_mysql,
     .why = "A strict server refuses it, and no other database knows it.",
     .remedy = "NULL or a real date",
     .boundary = "Zero dates in conditions, in texts and comments.",
     .verbs = verb_set({Verb::create, Verb::alter, Verb::set_type, Verb::set_default}),
     .on_effect = zero_date},
    {.id = "MY145",
     .title = "New column with an expression default",
     .databases = Databases::both_mysql,
     .why = "It copies the table, and statement replication computes it anew.",
     .remedy = "add it nullable, fill in batches, set the default",
     .boundary = "Literals, also in brackets; CURRENT_TIMESTAMP and NOW(); new tables.",
     .verbs = verb_set({Verb::create}),
     .on_effect = computed_default},
};

}  // namespace

std::span<const Rule> mysql_rules() { return table; }

}  // namespace ebbtide::lint
