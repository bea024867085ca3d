// Types, and what is made of SQL as a whole: routines, triggers, rules, policies, statistics. The
// server prints no statement for a type, an aggregate or a policy: these are put together from
// parts that it prints.
//
// Each kind is one question, and the answer of the server is taken as it is where it prints one
// (pg_get_functiondef and its like). It names the schema there even where the search path has it,
// so that it is cut out again behind the words that stand before the name.
//
// A type is put together last, when its columns and checks have been read. Of a range only what is
// not usual is said, and so the name of its multirange (14) only where it is not the one that the
// server makes of the range's own.
//
// What a routine needs the catalog tells of its arguments and of a body that was parsed (14). Of a
// body that is a text it tells nothing, and yet SQL functions are checked when they are made. So
// the words of the text are compared to the names of the schema, in plpgsql only those before
// BEGIN: what stands behind it is looked up when it runs. A word may mean something else: then the
// order has one condition more, which does no harm.
//
// What is there and has no kind in the model (operators, casts, collations, publications) is named,
// so that whoever carries a schema over hears what is missing.
#include <algorithm>
#include <array>
#include <map>

#include "database/connection.h"
#include "database/dialect.h"
#include "database/postgresql/catalog_text.h"
#include "database/postgresql/schema_reading.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view types = R"(
SELECT t.oid, n.nspname, t.typname, t.typtype, t.typrelid, t.oid::regtype::text,
  CASE t.typtype WHEN 'e' THEN ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) END,
  CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) WHEN 'r' THEN format_type(r.rngsubtype, NULL) END,
  t.typdefault, t.typnotnull, CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN t.typcollation END,
  concat_ws(', ', CASE WHEN NOT o.opcdefault THEN 'subtype_opclass = ' || quote_ident(o.opcname) END,
    (SELECT 'collation = ' || quote_ident(cn.nspname) || '.' || quote_ident(c.collname) FROM pg_collation c JOIN pg_namespace cn ON cn.oid = c.collnamespace
      WHERE c.oid = r.rngcollation AND c.oid <> s.typcollation),
    CASE WHEN r.rngcanonical <> 0 THEN 'canonical = ' || r.rngcanonical END, CASE WHEN r.rngsubdiff <> 0 THEN 'subtype_diff = ' || r.rngsubdiff END @MULTIRANGE)
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
LEFT JOIN pg_range r ON t.typtype = 'r' AND r.rngtypid = t.oid LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc LEFT JOIN pg_type s ON s.oid = r.rngsubtype
WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
  AND t.typnamespace IN @SCOPE AND @OWN(pg_type, t))";

/// Unless it is the one that the server makes of the range's.
constexpr std::string_view multirange_name =
    R"(, (SELECT 'multirange_type_name = ' || quote_ident(m.typname) FROM pg_type m WHERE m.oid = r.rngmultitypid
    AND m.typname <> CASE WHEN t.typname LIKE '%range%' THEN regexp_replace(t.typname, 'range', 'multirange') ELSE t.typname || '_multirange' END))";

constexpr std::string_view routines = R"(
SELECT p.oid, n.nspname, p.proname, p.prokind, oidvectortypes(p.proargtypes), l.lanname, CASE WHEN l.lanname IN ('sql', 'plpgsql') THEN p.prosrc END,
  CASE p.prokind WHEN 'a' THEN 'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
    || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || E') (\n    '
    || concat_ws(E',\n    ', 'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL), CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
      CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn END, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
      CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
      CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn END, CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn END,
      CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn END, 'INITCOND = ' || quote_literal(a.agginitval),
      CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn END, CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn END,
      CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END, CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
      CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn END, CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
      CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
      'MINITCOND = ' || quote_literal(a.aggminitval),
      (SELECT 'SORTOP = ' || CASE WHEN pg_operator_is_visible(so.oid) AND sn.nspname <> 'pg_catalog' THEN so.oprname ELSE 'OPERATOR(' || quote_ident(sn.nspname) || '.' || so.oprname || ')' END FROM pg_operator so JOIN pg_namespace sn ON sn.oid = so.oprnamespace WHERE so.oid = a.aggsortop),
      CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END, CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END)
    || E'\n)' ELSE pg_get_functiondef(p.oid) END
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.pronamespace IN @SCOPE AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i')))";

constexpr std::string_view programs = R"(
SELECT 'pg_trigger', t.oid, n.nspname, c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal @CLONED AND c.relnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(c.oid)
UNION ALL SELECT 'pg_rewrite', r.oid, n.nspname, c.relname, r.rulename, pg_get_ruledef(r.oid), r.ev_enabled
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND c.relnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(c.oid)
UNION ALL SELECT 'pg_policy', p.oid, n.nspname, c.relname, p.polname, 'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || p.polrelid::regclass
  || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
  || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
  || CASE WHEN p.polroles = '{0}' THEN '' ELSE coalesce(' TO ' || (SELECT string_agg(quote_ident(o.rolname), ', ' ORDER BY o.rolname) FROM pg_roles o WHERE o.oid = ANY (p.polroles)), '') END
  || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''), 'O'
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(c.oid)
UNION ALL SELECT 'pg_statistic_ext', s.oid, n.nspname, c.relname, s.stxname, pg_get_statisticsobjdef(s.oid), 'O'
FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE s.stxnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(c.oid))";

/// What is as the server grants it by itself is told by nobody: it is there as well where somebody
/// has granted more and taken it back.
constexpr std::string_view grants = R"(
SELECT 'schema', '', n.nspname, '', unnest(nullif(n.nspacl, acldefault('n', n.nspowner)))::text FROM pg_namespace n WHERE n.oid IN @SCOPE AND @ALL(true)
UNION ALL SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' ELSE 'table' END, n.nspname, c.relname, '', unnest(nullif(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)))::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(c.oid)
UNION ALL SELECT 'column', n.nspname, c.relname, a.attname, unnest(a.attacl)::text
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(c.oid)
UNION ALL SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, n.nspname, p.proname, oidvectortypes(p.proargtypes), unnest(nullif(p.proacl, acldefault('f', p.proowner)))::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.pronamespace IN @SCOPE AND @OWN(pg_proc, p) AND @ALL(true)
UNION ALL SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, n.nspname, t.typname, '', unnest(nullif(t.typacl, acldefault('T', t.typowner)))::text
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typnamespace IN @SCOPE AND @OWN(pg_type, t) AND @ALL(true))";

constexpr std::string_view untold = R"(
SELECT 'collation', n.nspname, c.collname FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE c.collnamespace IN @SCOPE AND @OWN(pg_collation, c)
UNION ALL SELECT 'conversion', n.nspname, c.conname FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.connamespace IN @SCOPE AND @OWN(pg_conversion, c)
UNION ALL SELECT 'operator', n.nspname, o.oprname || '(' || coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE') || ',' || coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE') || ')' FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprnamespace IN @SCOPE AND @OWN(pg_operator, o)
UNION ALL SELECT 'operator class', n.nspname, o.opcname FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace WHERE o.opcnamespace IN @SCOPE AND @OWN(pg_opclass, o)
UNION ALL SELECT 'text search configuration', n.nspname, c.cfgname FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace WHERE c.cfgnamespace IN @SCOPE AND @OWN(pg_ts_config, c)
UNION ALL SELECT 'text search dictionary', n.nspname, d.dictname FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace WHERE d.dictnamespace IN @SCOPE AND @OWN(pg_ts_dict, d)
UNION ALL SELECT 'base type', n.nspname, t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND t.typnamespace IN @SCOPE AND @OWN(pg_type, t)
UNION ALL SELECT 'cast', '', format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) FROM pg_cast c WHERE c.oid >= 16384
  AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = 'pg_cast'::regclass AND x.objid = c.oid AND x.deptype IN ('e', 'i'))
UNION ALL SELECT 'event trigger', '', e.evtname FROM pg_event_trigger e WHERE @OWN(pg_event_trigger, e)
UNION ALL SELECT 'publication', '', p.pubname FROM pg_publication p
UNION ALL SELECT 'foreign server', '', s.srvname FROM pg_foreign_server s WHERE @OWN(pg_foreign_server, s))";

/// A name as SQL writes it: between quotes where it needs them.
std::string identifier(const std::string& name, const Names& names) {
  const bool is_plain = !name.empty() && !is_digit(name[0]) && name == lower(name) &&
                        std::all_of(name.begin(), name.end(), is_word);
  return names.with(is_plain ? Quoting::quote_only_reserved_words : Quoting::quote_all_objects)
      .quote(name);
}

std::string_view sort_of(const std::optional<std::string>& letter) {
  return letter == "e" ? "enum" : letter == "d" ? "domain" : letter == "r" ? "range" : "composite";
}

/// What the server names the schema behind, though it is the default one.
struct ProgramKind {
  std::string_view catalog;
  schema::Kind kind;
  std::string_view before_place;
};
constexpr std::array program_kinds{
    ProgramKind{"pg_trigger", schema::Kind::trigger, " ON "},
    ProgramKind{"pg_rewrite", schema::Kind::rule, " TO "},
    ProgramKind{"pg_policy", schema::Kind::policy, ""},
    ProgramKind{"pg_statistic_ext", schema::Kind::statistics, "CREATE STATISTICS "},
};
const ProgramKind& program_kind(std::string_view catalog) {
  return *std::find_if(program_kinds.begin(), program_kinds.end(),
                       [&](const ProgramKind& one) { return one.catalog == catalog; });
}

schema::Text state_of(const std::optional<std::string>& letter) {
  if (letter == "D") return "disabled";
  if (letter == "R") return "replica";
  if (letter == "A") return "always";
  return {};
}

schema::Kind kind_of(std::string_view word) {
  for (const schema::Kind kind :
       {schema::Kind::schema, schema::Kind::table, schema::Kind::view,
        schema::Kind::materialized_view, schema::Kind::sequence, schema::Kind::column,
        schema::Kind::function, schema::Kind::procedure, schema::Kind::aggregate,
        schema::Kind::domain}) {
    if (to_text(kind) == word) return kind;
  }
  return schema::Kind::type;
}

}  // namespace

void PostgresqlReading::read_types() {
  for (Row& row :
       ask(replace_all(types, "@MULTIRANGE", version() < 14 ? "" : multirange_name)).rows)
    add_type(row);
}

void PostgresqlReading::add_type(Row& row) {
  schema::Type type{row[3] == "d" ? schema::Kind::domain : schema::Kind::type,
                    {taken(row[1]), taken(row[2])}};
  const std::string oid = taken(row[0]);
  type.sort = sort_of(row[3]);
  type.labels = array_items(row[6].value_or(""));
  type.base = taken(row[7]);
  type.nullable = !is_true(row[9]);
  if (row[3] == "d") type.by_default = std::move(row[8]);
  if (row[10]) type.collation = collation(*row[10]).name;
  type_collations_.push_back(row[10] ? " COLLATE " + collation(*row[10]).sql : "");
  type.comment = comment("pg_type", oid);
  type.uses = uses("pg_type", oid);
  types_[oid] = schema_.types.size();
  if (row[3] == "c") composites_[taken(row[4])] = schema_.types.size();
  composite_collations_.emplace_back();
  type_names_.push_back(taken(row[5]));
  range_options_.push_back(taken(row[11]));
  schema_.types.push_back(std::move(type));
}

/// When their columns and checks are there.
void PostgresqlReading::define_types() {
  const Names names(connection_.dialect(), defaults_);
  for (std::size_t i = 0; i < schema_.types.size(); ++i) {
    schema::Type& type = schema_.types[i];
    std::vector<std::string> parts;
    std::string& text = type.definition;
    text = (type.sort == "domain" ? "CREATE DOMAIN " : "CREATE TYPE ") + type_names_[i] + " AS ";
    if (type.sort == "enum") {
      for (const std::string& label : type.labels) parts.push_back(quoted_text(label));
      text += "ENUM (" + join(parts, ", ") + ")";
    } else if (type.sort == "composite") {
      for (std::size_t at = 0; at < type.columns.size(); ++at)
        parts.push_back(identifier(type.columns[at].name, names) + " " + type.columns[at].type +
                        composite_collations_[i][at]);
      text += "(" + join(parts, ", ") + ")";
    } else if (type.sort == "range") {
      text += "RANGE (subtype = " + type.base +
              (range_options_[i].empty() ? "" : ", " + range_options_[i]) + ")";
      if (!range_options_[i].empty()) type.options.push_back({"range options", range_options_[i]});
    } else {
      text += type.base + type_collations_[i] +
              (type.by_default ? " DEFAULT " + *type.by_default : "") +
              (type.nullable ? "" : " NOT NULL");
      for (const schema::Check& check : type.checks)
        text += " CONSTRAINT " + identifier(check.name, names) + " " + check.definition;
    }
  }
}

void PostgresqlReading::read_routines() {
  for (Row& row : ask(routines).rows) add_routine(row);
}

void PostgresqlReading::add_routine(Row& row) {
  schema::Routine routine{row[3] == "p"   ? schema::Kind::procedure
                          : row[3] == "a" ? schema::Kind::aggregate
                                          : schema::Kind::function,
                          {taken(row[1]), taken(row[2])},
                          taken(row[4])};
  const std::string oid = taken(row[0]);
  routine.comment = comment("pg_proc", oid);
  routine.definition = trim_end(row[7].value_or(""));
  routine.uses = uses("pg_proc", oid);
  if (is_default(routine.name.place)) {
    const std::string_view before = routine.kind == schema::Kind::aggregate ? "CREATE AGGREGATE "
                                    : routine.kind == schema::Kind::procedure
                                        ? "CREATE OR REPLACE PROCEDURE "
                                        : "CREATE OR REPLACE FUNCTION ";
    routine.definition = unplaced(std::move(routine.definition), before);
  }
  // What is declared is looked up when the routine is made, what stands behind BEGIN is not.
  if (row[6] && !row[6]->empty()) {
    const std::size_t begin =
        row[5] == "sql" ? std::string::npos : find_ignoring_case(*row[6], "begin");
    bodies_.emplace_back(schema_.routines.size(), row[6]->substr(0, begin));
  }
  schema_.routines.push_back(std::move(routine));
}

/// The server checks the text of a function when it is made, so that what it names has to be there,
/// and keeps no note of it. A name counts whatever it means there: too much is better here.
void PostgresqlReading::find_mentions() {
  std::multimap<std::string, sql::Name> known;
  for (const schema::Table& table : schema_.tables)
    known.emplace(lower(table.name.name), table.name);
  for (const schema::View& view : schema_.views) known.emplace(lower(view.name.name), view.name);
  for (const schema::Type& type : schema_.types) known.emplace(lower(type.name.name), type.name);
  for (const schema::Sequence& sequence : schema_.sequences)
    known.emplace(lower(sequence.name.name), sequence.name);
  for (const schema::Routine& routine : schema_.routines)
    known.emplace(lower(routine.name.name), routine.name);
  for (const auto& [at, body] : bodies_) {
    schema::Routine& routine = schema_.routines[at];
    for (const std::string& word : sql::names_within(body, connection_.facts().syntax)) {
      const auto [first, last] = known.equal_range(word);
      for (auto named = first; named != last; ++named) {
        if (named->second != routine.name && std::find(routine.uses.begin(), routine.uses.end(),
                                                       named->second) == routine.uses.end())
          routine.uses.push_back(named->second);
      }
    }
  }
}

void PostgresqlReading::read_programs() {
  const std::string cloned = version() < 13 ? "" : "AND t.tgparentid = 0";
  for (Row& row : ask(replace_all(programs, "@CLONED", cloned)).rows) {
    const ProgramKind& kind = program_kind(row[0].value_or(""));
    schema::Program program{kind.kind, {taken(row[2]), taken(row[4])}, taken(row[3])};
    if (is_own(program.name.place, program.table)) continue;
    const std::string oid = taken(row[1]);
    program.state = state_of(row[6]);
    program.comment = comment(kind.catalog, oid);
    program.definition = taken(row[5]);
    if (program.definition.ends_with(';')) program.definition.pop_back();
    if (is_default(program.name.place) && !kind.before_place.empty())
      program.definition = unplaced(std::move(program.definition), kind.before_place);
    program.uses = uses(kind.catalog, oid);
    std::erase(program.uses, sql::Name{program.name.place, program.table});
    schema_.programs.push_back(std::move(program));
  }
}

void PostgresqlReading::read_grants() {
  for (Row& row : ask(grants).rows) {
    if (is_own(row[1].value_or(""), row[2].value_or(""))) continue;
    schema_.grants.push_back({kind_of(row[0].value_or("")),
                              {taken(row[1]), taken(row[2])},
                              taken(row[3]),
                              taken(row[4])});
  }
}

void PostgresqlReading::read_untold() {
  for (Row& row : ask(untold).rows)
    schema_.untold.push_back({taken(row[0]), {taken(row[1]), taken(row[2])}});
}

}  // namespace ebbtide
