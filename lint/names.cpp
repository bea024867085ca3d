// Names: the team's own patterns, and words that every query has to quote.
//
// Both look at what gets a name: what is made, what is renamed, and the parts of a new table, each
// as if it stood alone. What the database names itself has no name here and is passed over. A
// pattern is a regular expression that is looked for in the name (`^t_` for a beginning); a kind
// without a pattern is not asked.
//
// Which words are reserved is a fact of each database, so there are three lists and an addition.
// PostgreSQL's has the words that its grammar calls reserved, not those that may still be a
// function or type. MariaDB has not followed MySQL 8, where window functions made words like
// `rank`, `row` and `system` reserved: what is fine in the one is an error in the other. SQLite
// takes most words where they can mean nothing else; its list has those that it refuses.
//
// Reserved is no error: quoted, it works for ever. It is information, for who still can choose.
#include <algorithm>
#include <array>

#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// What the configuration calls a kind of object; empty for what has no pattern.
std::string_view option_of(Thing thing) {
  switch (thing) {
    case Thing::table:
      return "table";
    case Thing::column:
      return "column";
    case Thing::index:
      return "index";
    case Thing::foreign_key:
      return "foreign-key";
    case Thing::unique:
      return "unique";
    case Thing::check:
      return "check";
    case Thing::sequence:
      return "sequence";
    default:
      return "";
  }
}

std::string object_of(const sql::Effect& effect) {
  if (effect.part.empty()) return effect.object.name;
  return effect.thing == Thing::column ? effect.object.name + "." + effect.part : effect.part;
}

/// Calls for everything that a statement makes, with its name.
template <class Call>
void each_made(const Step& step, const Call& call) {
  const auto one = [&](const sql::Effect& effect) {
    if (effect.is_part) return;
    const bool renames = effect.verb == Verb::rename;
    if (effect.verb != Verb::create && !renames) return;
    const std::string& own = name_of(effect);
    const bool is_part = effect.thing != Thing::table && effect.thing != Thing::sequence &&
                         effect.thing != Thing::view && effect.part.empty();
    if (is_part && !renames) return;
    call(Step{step.scene, step.subject, step.statement, effect, step.statement_number},
         renames ? effect.other.name : own);
  };
  one(step.effect);
  for (const sql::Effect& part : step.effect.parts) one(part);
}

void odd_name(const Step& step, Findings& findings) {
  each_made(step, [&](const Step& one, const std::string& name) {
    const std::string option(option_of(one.effect.thing));
    const auto pattern = option.empty() ? std::nullopt : one.scene.settings.value("NM101", option);
    if (!pattern || one.scene.expressions.has_match(*pattern, name)) return;
    const std::string object = one.effect.verb == Verb::rename ? name : object_of(one.effect);
    findings.add_at(one, name, object,
                    "the " + option + " name " + name + " does not fit " + *pattern);
  });
}

constexpr std::string_view of_postgresql[] = {"all",          "analyse",
                                              "analyze",      "and",
                                              "any",          "array",
                                              "as",           "asc",
                                              "asymmetric",   "both",
                                              "case",         "cast",
                                              "check",        "collate",
                                              "column",       "constraint",
                                              "create",       "current_catalog",
                                              "current_date", "current_role",
                                              "current_time", "current_timestamp",
                                              "current_user", "default",
                                              "deferrable",   "desc",
                                              "distinct",     "do",
                                              "else",         "end",
                                              "except",       "false",
                                              "fetch",        "for",
                                              "foreign",      "from",
                                              "grant",        "group",
                                              "having",       "in",
                                              "initially",    "intersect",
                                              "into",         "lateral",
                                              "leading",      "limit",
                                              "localtime",    "localtimestamp",
                                              "not",          "null",
                                              "offset",       "on",
                                              "only",         "or",
                                              "order",        "placing",
                                              "primary",      "references",
                                              "returning",    "select",
                                              "session_user", "some",
                                              "symmetric",    "table",
                                              "then",         "to",
                                              "trailing",     "true",
                                              "union",        "unique",
                                              "user",         "using",
                                              "variadic",     "when",
                                              "where",        "window",
                                              "with"};
constexpr std::string_view of_mysql[] = {"accessible",   "add",          "all",
                                         "alter",        "analyze",      "and",
                                         "as",           "asc",          "before",
                                         "between",      "bigint",       "binary",
                                         "blob",         "both",         "by",
                                         "call",         "cascade",      "case",
                                         "change",       "char",         "character",
                                         "check",        "collate",      "column",
                                         "condition",    "constraint",   "continue",
                                         "convert",      "create",       "cross",
                                         "current_date", "current_time", "current_timestamp",
                                         "current_user", "cursor",       "database",
                                         "databases",    "dec",          "decimal",
                                         "declare",      "default",      "delayed",
                                         "delete",       "desc",         "describe",
                                         "distinct",     "div",          "double",
                                         "drop",         "each",         "else",
                                         "elseif",       "enclosed",     "escaped",
                                         "except",       "exists",       "exit",
                                         "explain",      "false",        "fetch",
                                         "float",        "for",          "force",
                                         "foreign",      "from",         "fulltext",
                                         "grant",        "group",        "having",
                                         "if",           "ignore",       "in",
                                         "index",        "infile",       "inner",
                                         "inout",        "insert",       "int",
                                         "integer",      "interval",     "into",
                                         "is",           "iterate",      "join",
                                         "key",          "keys",         "kill",
                                         "leading",      "leave",        "left",
                                         "like",         "limit",        "linear",
                                         "lines",        "load",         "localtime",
                                         "lock",         "long",         "loop",
                                         "match",        "mod",          "modifies",
                                         "natural",      "not",          "null",
                                         "numeric",      "on",           "optimize",
                                         "option",       "optionally",   "or",
                                         "order",        "out",          "outer",
                                         "outfile",      "partition",    "precision",
                                         "primary",      "procedure",    "purge",
                                         "range",        "read",         "reads",
                                         "real",         "recursive",    "references",
                                         "regexp",       "release",      "rename",
                                         "repeat",       "replace",      "require",
                                         "restrict",     "return",       "revoke",
                                         "right",        "rlike",        "row_number",
                                         "rows",         "schema",       "schemas",
                                         "select",       "separator",    "set",
                                         "show",         "signal",       "smallint",
                                         "spatial",      "specific",     "sql",
                                         "ssl",          "starting",     "straight_join",
                                         "table",        "terminated",   "then",
                                         "to",           "trailing",     "trigger",
                                         "true",         "undo",         "union",
                                         "unique",       "unlock",       "unsigned",
                                         "update",       "usage",        "use",
                                         "using",        "values",       "varchar",
                                         "varying",      "when",         "where",
                                         "while",        "with",         "write",
                                         "xor",          "zerofill"};
/// Those of MySQL 8 that MariaDB does not have.
constexpr std::string_view of_mysql_alone[] = {
    "cube",     "cume_dist", "dense_rank", "empty", "first_value", "function",
    "grouping", "groups",    "json_table", "lag",   "last_value",  "lateral",
    "lead",     "nth_value", "ntile",      "of",    "over",        "percent_rank",
    "rank",     "row",       "system",     "window"};
constexpr std::string_view of_sqlite[] = {
    "add",        "all",    "alter",    "and",    "as",         "autoincrement", "between",
    "case",       "check",  "collate",  "commit", "constraint", "create",        "default",
    "deferrable", "delete", "distinct", "drop",   "else",       "escape",        "exists",
    "foreign",    "from",   "group",    "having", "in",         "index",         "insert",
    "intersect",  "into",   "is",       "isnull", "join",       "limit",         "not",
    "notnull",    "null",   "on",       "or",     "order",      "primary",       "references",
    "select",     "set",    "table",    "then",   "to",         "transaction",   "union",
    "unique",     "update", "using",    "values", "when",       "where"};

template <class Words>
bool is_among(const Words& words, const std::string& name) {
  const std::string small = lower(name);
  return std::find(std::begin(words), std::end(words), small) != std::end(words);
}

bool is_reserved(const Scene& scene, const std::string& name) {
  if (scene.is_on(Databases::postgresql)) return is_among(of_postgresql, name);
  if (scene.is_on(Databases::sqlite)) return is_among(of_sqlite, name);
  return is_among(of_mysql, name) ||
         (scene.is_on(Databases::mysql) && is_among(of_mysql_alone, name));
}

void reserved_name(const Step& step, Findings& findings) {
  each_made(step, [&](const Step& one, const std::string& name) {
    if (!is_reserved(one.scene, name)) return;
    findings.add_at(one, name, object_of(one.effect), name + " is a reserved word");
  });
}

constexpr Rule table[] = {
    {.id = "NM101",
     .title = "Name outside the team's pattern",
     .severity = Severity::off,
     .why = "The team has agreed on names.",
     .remedy = "rename it before the release",
     .boundary = "No pattern for the kind (`table`, `column`, `index`, `foreign-key`, `unique`, "
                 "`check`, `sequence`); things without a name.",
     .options = "table column index foreign-key unique check sequence",
     .verbs = verb_set({Verb::create, Verb::rename}),
     .on_effect = odd_name},
    {.id = "NM105",
     .title = "Reserved word as a name",
     .severity = Severity::info,
     .why = "Every query has to quote it for ever.",
     .remedy = "choose another name",
     .boundary = "Words that this database does not reserve; aliases and texts.",
     .verbs = verb_set({Verb::create, Verb::rename}),
     .on_effect = reserved_name},
};

}  // namespace

std::span<const Rule> name_rules() { return table; }

}  // namespace ebbtide::lint
