// One query for the whole structure: a UNION ALL of one SELECT for each kind, so that a forecast
// costs one round trip. Definitions are what the server prints (pg_get_constraintdef,
// pg_get_viewdef, format_type …), which is the same for equal objects on servers of one version,
// with what those functions leave out behind it: comments, rights, whether an index is valid.
//
// In the default schema a foreign key or view of another schema is read where it needs a table
// here: it is in the way when that table goes.
#include "database/postgresql/catalog.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

// Each query gives kind, schema, table, name, definition, columns and uses; lists have one name a
// line. `in_scope(n)` stands for the condition on the namespace, `is_here(t)` for whether an object
// is in one that is read, `needs_here(t)` for whether what lies elsewhere counts since it needs an
// object here. What an extension owns is the extension's.
constexpr std::string_view names_of_columns =
    "(SELECT string_agg(a.attname, E'\\n' ORDER BY key.place) FROM unnest(NUMBERS) WITH ORDINALITY "
    "AS "
    "key(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = TABLE AND a.attnum = "
    "key.number)";

constexpr std::string_view tables = R"(
SELECT 'table', n.nspname, '', c.relname,
  CASE c.relkind WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(c.oid)
    WHEN 'f' THEN 'foreign' ELSE '' END
  || CASE c.relpersistence WHEN 'u' THEN ' unlogged' ELSE '' END
  || coalesce(' of ' || (SELECT string_agg(i.inhparent::regclass::text, ',') FROM pg_inherits i WHERE i.inhrelid = c.oid), '')
  || coalesce(' ' || pg_get_expr(c.relpartbound, c.oid), '')
  || coalesce(' with ' || array_to_string(c.reloptions, ','), '')
  || CASE WHEN c.relrowsecurity THEN ' row security' ELSE '' END
  || coalesce(' comment ' || quote_literal(obj_description(c.oid, 'pg_class')), '')
  || ' access ' || array_to_string(coalesce(c.relacl, acldefault('r', c.relowner)), ','),
  (SELECT string_agg(a.attname, E'\n' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), ''
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') AND in_scope(n) AND not_extension(pg_class, c))";

constexpr std::string_view columns = R"(
SELECT 'column', n.nspname, c.relname, a.attname,
  format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
  || coalesce(CASE a.attgenerated WHEN '' THEN ' default ' ELSE ' generated ' END || pg_get_expr(d.adbin, d.adrelid), '')
  || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity' ELSE '' END
  || coalesce((SELECT ' collate ' || l.collname FROM pg_collation l, pg_type t WHERE l.oid = a.attcollation AND t.oid = a.atttypid AND t.typcollation <> a.attcollation), '')
  || coalesce(' access ' || array_to_string(a.attacl, ','), '')
  || coalesce(' comment ' || quote_literal(col_description(c.oid, a.attnum)), ''), '',
  coalesce((SELECT string_agg(s.relname, E'\n') FROM pg_depend p JOIN pg_class s ON s.oid = p.refobjid AND s.relkind = 'S'
    WHERE p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = 'pg_class'::regclass), '')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND in_scope(n) AND not_extension(pg_class, c))";

constexpr std::string_view constraints = R"(
SELECT CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique constraint' WHEN 'f' THEN 'foreign key'
    WHEN 'c' THEN 'check' ELSE 'constraint' END, n.nspname, c.relname, k.conname,
  pg_get_constraintdef(k.oid) || coalesce(' comment ' || quote_literal(obj_description(k.oid, 'pg_constraint')), ''),
  own_columns,
  coalesce(CASE WHEN is_here(r) THEN '' ELSE r.relnamespace::regnamespace || '.' END || r.relname || E'\n' || (SELECT string_agg(r.relname || '.' || f.attname, E'\n') FROM pg_attribute f WHERE f.attrelid = r.oid AND f.attnum = ANY(k.confkey)), '')
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class r ON r.oid = k.confrelid AND k.contype = 'f'
WHERE k.contype <> 't' AND (in_scope(n) OR needs_here(r)) AND not_extension(pg_class, c))";

constexpr std::string_view indexes = R"(
SELECT 'index', n.nspname, t.relname, c.relname,
  pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' (invalid)' END
  || CASE WHEN i.indisclustered THEN ' clustered' ELSE '' END
  || coalesce(' comment ' || quote_literal(obj_description(c.oid, 'pg_class')), ''), own_columns, ''
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE t.relkind IN ('r', 'p', 'm') AND in_scope(n) AND not_extension(pg_class, t)
  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')))";

constexpr std::string_view views = R"(
SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, n.nspname, '', c.relname,
  pg_get_viewdef(c.oid) || coalesce(' comment ' || quote_literal(obj_description(c.oid, 'pg_class')), '')
  || ' access ' || array_to_string(coalesce(c.relacl, acldefault('r', c.relowner)), ','), '',
  coalesce((SELECT string_agg(DISTINCT u.relname || CASE WHEN d.refobjsubid > 0 THEN coalesce('.' || a.attname, '') ELSE '' END, E'\n')
    FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class u ON u.oid = d.refobjid LEFT JOIN pg_attribute a ON a.attrelid = u.oid AND a.attnum = d.refobjsubid
    WHERE w.ev_class = c.oid AND u.oid <> c.oid AND is_here(u)), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND (in_scope(n) OR EXISTS (SELECT 1 FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
    AND d.refclassid = 'pg_class'::regclass JOIN pg_class u ON u.oid = d.refobjid WHERE w.ev_class = c.oid AND needs_here(u))) AND not_extension(pg_class, c))";

constexpr std::string_view sequences = R"(
SELECT 'sequence', n.nspname, '', c.relname,
  format_type(s.seqtypid, NULL) || ' start ' || s.seqstart || ' increment ' || s.seqincrement || ' from ' || s.seqmin || ' to ' || s.seqmax
  || ' cache ' || s.seqcache || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END
  || coalesce((SELECT ' owned by ' || d.refobjid::regclass || '.' || a.attname FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' AND d.refobjsubid > 0), ''), '',
  coalesce((SELECT t.relname || E'\n' || t.relname || '.' || a.attname FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' AND d.refobjsubid > 0), '')
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE in_scope(n) AND not_extension(pg_class, c)
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i'))";

constexpr std::string_view routines = R"(
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, n.nspname, '',
  p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
  CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) ELSE p.prokind::text END, '', ''
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE in_scope(n) AND not_extension(pg_proc, p))";

constexpr std::string_view triggers = R"(
SELECT 'trigger', n.nspname, c.relname, t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text, '', ''
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND in_scope(n) AND not_extension(pg_class, c))";

constexpr std::string_view types = R"(
SELECT 'type', n.nspname, '', t.typname,
  coalesce((SELECT 'enum ' || string_agg(quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '')
  || CASE t.typtype WHEN 'd' THEN 'domain ' || format_type(t.typbasetype, t.typtypmod) || CASE WHEN t.typnotnull THEN ' not null' ELSE '' END
    || coalesce(' default ' || t.typdefault, '')
    || coalesce((SELECT string_agg(' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid), '') ELSE '' END
  || coalesce((SELECT 'composite ' || string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ',' ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'c' WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), ''), '', ''
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE (t.typtype IN ('e', 'd') OR (t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
  AND in_scope(n) AND not_extension(pg_type, t))";

constexpr std::string_view schemas = R"(
SELECT 'schema', '', '', n.nspname, '', '', '' FROM pg_namespace n
WHERE in_scope(n) AND not_extension(pg_namespace, n))";

constexpr std::string_view extensions =
    "SELECT 'extension', '', '', e.extname, e.extversion, '', '' FROM pg_extension e";

std::string not_extension(std::string_view catalog, std::string_view alias) {
  return "NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = '" + std::string(catalog) +
         "'::regclass AND x.objid = " + std::string(alias) + ".oid AND x.deptype = 'e')";
}

std::string with_columns(std::string_view sql, std::string_view numbers, std::string_view table) {
  return replace_all(
      sql, "own_columns",
      "coalesce(" + replace_all(replace_all(names_of_columns, "NUMBERS", numbers), "TABLE", table) +
          ", '')");
}

std::vector<std::string> lines(const std::optional<std::string>& text) {
  std::vector<std::string> parts;
  if (!text || text->empty()) return parts;
  for (const std::string_view part : split(*text, '\n')) parts.emplace_back(part);
  return parts;
}

}  // namespace

Structure PostgresqlCatalog::structure(StructureScope scope) const {
  const std::vector<std::string> queries{std::string(tables),
                                         std::string(columns),
                                         with_columns(constraints, "k.conkey", "k.conrelid"),
                                         with_columns(indexes, "i.indkey::int2[]", "i.indrelid"),
                                         std::string(views),
                                         std::string(sequences),
                                         std::string(routines),
                                         std::string(triggers),
                                         std::string(types)};
  std::string sql = join(queries, " UNION ALL ");
  if (scope == StructureScope::all_schemas)
    sql += " UNION ALL " + std::string(schemas) + " UNION ALL " + std::string(extensions);
  const bool reads_all = scope == StructureScope::all_schemas;
  const std::string here =
      "relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = " + literal(defaults_.schema) +
      ")";
  sql = replace_all(sql, "in_scope(n)",
                    reads_all ? "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
                              : "n.nspname = " + literal(defaults_.schema));
  for (const std::string alias : {"r", "u"}) {
    sql = replace_all(sql, "needs_here(" + alias + ")", reads_all ? "false" : alias + "." + here);
    sql = replace_all(sql, "is_here(" + alias + ")", reads_all ? "true" : alias + "." + here);
  }
  for (const auto& [catalog, alias] :
       {std::pair("pg_class", "c"), std::pair("pg_class", "t"), std::pair("pg_proc", "p"),
        std::pair("pg_type", "t"), std::pair("pg_namespace", "n")}) {
    sql = replace_all(sql, "not_extension(" + std::string(catalog) + ", " + alias + ")",
                      not_extension(catalog, alias));
  }
  std::vector<StructureObject> objects;
  for (Row& row : query(sql).rows) {
    const bool is_default = row[1] == defaults_.schema;
    objects.push_back({row[0].value_or(""), is_default ? "" : row[1].value_or(""),
                       row[2].value_or(""), row[3].value_or(""), row[4].value_or(""), lines(row[5]),
                       lines(row[6])});
  }
  return Structure(std::move(objects));
}

Structure PostgresqlCatalog::table_structure(const ObjectName& name) const {
  const std::string oid = find(name, "rpf");
  if (oid.empty()) return {};
  const Rows rows = query(
      "SELECT 'table', '', c.relname, '' FROM pg_catalog.pg_class c WHERE c.oid = " + oid +
      " UNION ALL SELECT 'check', c.relname, k.conname, pg_catalog.pg_get_constraintdef(k.oid) "
      "FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE "
      "k.contype = 'c' AND c.oid = " +
      oid);
  std::vector<StructureObject> objects;
  for (const Row& row : rows.rows)
    objects.push_back(
        {row[0].value_or(""), "", row[1].value_or(""), row[2].value_or(""), row[3].value_or("")});
  return Structure(std::move(objects));
}

}  // namespace ebbtide
