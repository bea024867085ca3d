// Keys, indexes, foreign keys and checks, and the statement of a table, which is put together of
// its parts. A name counts as given by somebody unless it is the one that the server would have
// made: the first column's of a UNIQUE, `t_ibfk_1`, `CONSTRAINT_1`, `t_chk_1`.
//
// Everything here is asked of information_schema for all tables at once: SHOW CREATE TABLE costs a
// round trip for each. What the columns of information_schema do not tell is asked of the server so
// after all, table by table: partitions and versioned rows (show_tables). Which columns it has
// differs between MySQL, MariaDB and their versions, so that each is only asked for where it is
// known to be there.
//
//   a unique index       is a unique constraint, but for one with an expression, a descending part
//                        or one that is hidden: no constraint says these
//   the primary key      has no name of its own
//   NO ACTION, RESTRICT  are one: InnoDB looks at once. In the text stands what this server prints
//   a check of a column  (MariaDB) is called as its column and stands in the column's line; it has
//                        no name of its own
//   a spatial index      has a length in the catalog that nobody wrote
//
// Rules and columns of foreign keys are two questions, put together here: as one with a JOIN the
// server compares each row with each.
#include <algorithm>

#include "database/connection.h"
#include "database/facts.h"
#include "database/mysql/schema_reading.h"
#include "database/mysql/schema_text.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Option;

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Whether a name is this one, with a number behind it or, where that may be, without.
bool is_counted(std::string_view name, std::string_view start, bool needs_number) {
  if (!name.starts_with(start)) return false;
  const std::string_view rest = name.substr(start.size());
  return needs_number ? is_number(rest)
                      : rest.empty() || (rest.starts_with('_') && is_number(rest.substr(1)));
}

std::string in_brackets(const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& column : columns) names.push_back(in_back_quotes(column));
  return "(" + join(names, ",") + ")";
}

std::string text_of(const schema::IndexPart& part) {
  return (part.is_expression ? "(" + part.text + ")" : in_back_quotes(part.text)) +
         (part.prefix.empty() ? "" : "(" + part.prefix + ")") + (part.is_descending ? " DESC" : "");
}

std::string text_of(const std::vector<schema::IndexPart>& parts) {
  std::vector<std::string> texts;
  for (const schema::IndexPart& part : parts) texts.push_back(text_of(part));
  return "(" + join(texts, ",") + ")";
}

/// InnoDB checks a key at once, whichever of the two somebody wrote.
std::string action(const std::optional<std::string>& rule) {
  return rule == "NO ACTION" || rule == "RESTRICT" ? "" : rule.value_or("");
}

}  // namespace

void MysqlReading::read_indexes() {
  const std::string hidden = knows("STATISTICS.IGNORED")      ? "ignored = 'YES'"
                             : knows("STATISTICS.IS_VISIBLE") ? "is_visible = 'NO'"
                                                              : "0";
  const std::string expression = knows("STATISTICS.EXPRESSION") ? "expression" : "NULL";
  Rows rows = ask_of_tables(
      "SELECT table_name, index_name, non_unique, column_name, sub_part, collation, index_type, "
      "index_comment, " +
      hidden + ", " + expression +
      " FROM information_schema.statistics WHERE table_schema = @HERE AND @OF(table_name) ORDER BY "
      "table_name, index_name, seq_in_index");
  schema::Table* of = nullptr;
  schema::Index index;
  for (Row& row : rows.rows) {
    schema::Table* const on = table(row[0].value_or(""));
    if (of != on || index.name != row[1]) {
      if (of != nullptr) add_index(*of, std::move(index));
      of = on;
      index = {row[1].value_or(""), row[2] == "0", row[6].value_or("")};
      index.is_invisible = row[8] == "1";
      if (row[7] && !row[7]->empty()) index.comment = row[7];
    }
    schema::IndexPart& part = index.parts.emplace_back();
    part.is_expression = row[9].has_value();
    part.text = part.is_expression ? printed(row[9]) : row[3].value_or("");
    // The server states a length for each point of a spatial index.
    if (row[6] != "SPATIAL") part.prefix = row[4].value_or("");
    part.is_descending = row[5] == "D";
  }
  if (of != nullptr) add_index(*of, std::move(index));
}

/// A unique one that is more than a list of columns stays an index.
void MysqlReading::add_index(schema::Table& table, schema::Index index) {
  const bool is_primary = index.name == "PRIMARY";
  const std::string usual = "BTREE";
  const std::string name = in_back_quotes(index.name);
  std::string words = is_primary        ? "PRIMARY KEY "
                      : index.is_unique ? "UNIQUE KEY " + name + " "
                      : index.method == "FULLTEXT" || index.method == "SPATIAL"
                          ? index.method + " KEY " + name + " "
                          : "KEY " + name + " ";
  words += text_of(index.parts);
  if (index.method == "HASH" && !index.is_unique) words += " USING HASH";
  if (index.is_invisible) words += is_mariadb_ ? " IGNORED" : " INVISIBLE";
  if (index.comment) words += " COMMENT " + text(*index.comment);
  index.definition = std::move(words);
  const bool is_plain = std::none_of(
      index.parts.begin(), index.parts.end(),
      [](const schema::IndexPart& part) { return part.is_expression || part.is_descending; });
  if (!is_primary && (!index.is_unique || !is_plain || index.is_invisible)) {
    table.indexes.push_back(std::move(index));
    return;
  }
  schema::Key key;
  key.name = is_primary ? "" : index.name;
  std::vector<std::string> prefixes;
  for (const schema::IndexPart& part : index.parts) {
    key.columns.push_back(part.text);
    if (!part.prefix.empty()) prefixes.push_back(part.text + "(" + part.prefix + ")");
  }
  key.is_named = !is_primary && !is_counted(index.name, key.columns.at(0), false);
  key.comment = index.comment;
  if (index.method != usual) key.options.push_back({"method", index.method});
  if (!prefixes.empty()) key.options.push_back({"prefix", join(prefixes, ", ")});
  key.definition = std::move(index.definition);
  if (is_primary) {
    table.primary_key = std::move(key);
  } else {
    table.uniques.push_back(std::move(key));
  }
}

/// What the server prints of an action: MariaDB takes RESTRICT for the usual one, MySQL NO ACTION.
std::string MysqlReading::told_action(const char* words,
                                      const std::optional<std::string>& rule) const {
  const bool is_usual = rule == (is_mariadb_ ? "RESTRICT" : "NO ACTION");
  return is_usual || !rule ? "" : words + *rule;
}

/// The two tables are put together here: the server would compare each row with each.
void MysqlReading::read_foreign_keys() {
  std::unordered_map<std::string, Row> rules;
  Rows said = ask_of_tables(
      "SELECT table_name, constraint_name, update_rule, delete_rule FROM "
      "information_schema.referential_constraints WHERE constraint_schema = @HERE "
      "AND @OF(table_name)");
  for (Row& row : said.rows)
    rules[row[0].value_or("") + "\n" + row[1].value_or("")] = {row[2], row[3]};
  Rows rows = ask_of_tables(
      "SELECT table_name, constraint_name, column_name, referenced_table_schema, "
      "referenced_table_name, referenced_column_name FROM information_schema.key_column_usage "
      "WHERE table_schema = @HERE AND constraint_schema = @HERE AND @OF(table_name) AND "
      "referenced_table_name IS NOT NULL ORDER BY table_name, constraint_name, ordinal_position");
  for (Row& row : rows.rows) {
    schema::Table* const of = table(row[0].value_or(""));
    if (of == nullptr) continue;
    std::vector<schema::ForeignKey>& keys = of->foreign_keys;
    if (keys.empty() || keys.back().name != row[1]) {
      schema::ForeignKey& key = keys.emplace_back();
      key.name = row[1].value_or("");
      key.is_named = !is_counted(key.name, of->name.name + "_ibfk_", true);
      key.referenced = {row[3] == database_ ? place_ : row[3].value_or(""), row[4].value_or("")};
      const auto rule = rules.find(of->name.name + "\n" + key.name);
      if (rule != rules.end()) {
        const Row& found = rule->second;
        key.on_update = action(found[0]);
        key.on_delete = action(found[1]);
        key.definition =
            told_action(" ON DELETE ", found[1]) + told_action(" ON UPDATE ", found[0]);
      }
    }
    keys.back().columns.push_back(row[2].value_or(""));
    keys.back().referenced_columns.push_back(row[5].value_or(""));
  }
  for (const auto& [name, at] : tables_) {
    for (schema::ForeignKey& key : schema_.tables[at].foreign_keys) {
      const std::string place =
          key.referenced.place == place_ ? "" : in_back_quotes(key.referenced.place) + ".";
      key.definition = "FOREIGN KEY " + in_brackets(key.columns) + " REFERENCES " + place +
                       in_back_quotes(key.referenced.name) + " " +
                       in_brackets(key.referenced_columns) + key.definition;
    }
  }
}

void MysqlReading::read_checks() {
  if (!knows("CHECK_CONSTRAINTS.CHECK_CLAUSE")) return;
  const bool tells_tables = knows("CHECK_CONSTRAINTS.TABLE_NAME");
  const std::string level = knows("CHECK_CONSTRAINTS.LEVEL") ? "c.level" : "'Table'";
  const std::string enforced = knows("TABLE_CONSTRAINTS.ENFORCED") ? "t.enforced" : "'YES'";
  const std::string of_table = std::string(tells_tables ? "c" : "t") + ".table_name";
  Rows rows = ask_of_tables(
      "SELECT " + of_table + ", c.constraint_name, " + level + ", c.check_clause, " + enforced +
      " FROM information_schema.check_constraints c " +
      (tells_tables ? ""
                    : "JOIN information_schema.table_constraints t ON t.constraint_schema = "
                      "c.constraint_schema AND t.constraint_name = c.constraint_name AND "
                      "t.constraint_type = 'CHECK' ") +
      "WHERE c.constraint_schema = @HERE AND @OF(" + of_table + ") ORDER BY 1, 2");
  for (Row& row : rows.rows) {
    schema::Table* const of = table(row[0].value_or(""));
    if (of == nullptr) continue;
    schema::Check& check = of->checks.emplace_back();
    check.is_inline = row[2] == "Column";
    const std::string name = row[1].value_or("");
    // The check of a column is called as its column, which is no name of its own.
    check.name = name;
    check.is_named = !check.is_inline && !is_counted(name, "CONSTRAINT_", true) &&
                     !is_counted(name, of->name.name + "_chk_", true);
    check.definition = "CHECK (" + printed(row[3]) + ")" + (row[4] == "NO" ? " NOT ENFORCED" : "");
  }
}

std::string MysqlReading::defined(const schema::Column& column) const {
  std::string line = column.type;
  if (column.charset) line += " CHARACTER SET " + *column.charset;
  if (column.collation) line += " COLLATE " + *column.collation;
  if (column.generated)
    line += " GENERATED ALWAYS AS (" + *column.generated + ")" +
            (column.is_stored ? " STORED" : " VIRTUAL");
  for (const Option& option : column.options) {
    if (option.name == "srid") line += " /*!80003 SRID " + option.value + " */";
    if (option.name == "without system versioning") line += " WITHOUT SYSTEM VERSIONING";
  }
  if (column.is_invisible) line += " INVISIBLE";
  if (!column.nullable && !(is_mariadb_ && column.generated)) line += " NOT NULL";
  if (column.nullable && lower(column.type).starts_with("timestamp")) line += " NULL";
  if (column.by_default) line += " DEFAULT " + *column.by_default;
  if (column.on_update) line += " ON UPDATE " + *column.on_update;
  if (column.numbering) line += " AUTO_INCREMENT";
  if (column.comment) line += " COMMENT " + text(*column.comment);
  return line;
}

std::string MysqlReading::defined(const schema::Table& table) const {
  std::vector<std::string> lines;
  for (const schema::Column& column : table.columns)
    lines.push_back(in_back_quotes(column.name) + " " + column.definition);
  if (table.primary_key) lines.push_back(table.primary_key->definition);
  for (const schema::Key& key : table.uniques) lines.push_back(key.definition);
  for (const schema::Index& index : table.indexes) lines.push_back(index.definition);
  for (const schema::ForeignKey& key : table.foreign_keys)
    lines.push_back("CONSTRAINT " + in_back_quotes(key.name) + " " + key.definition);
  for (const schema::Check& check : table.checks)
    if (!check.is_inline)
      lines.push_back("CONSTRAINT " + in_back_quotes(check.name) + " " + check.definition);
  std::string text =
      "CREATE TABLE " + in_back_quotes(table.name.name) + " (\n  " + join(lines, ",\n  ") + "\n)";
  for (const auto& [option, word] :
       {std::pair("engine", " ENGINE="), std::pair("charset", " DEFAULT CHARSET="),
        std::pair("collation", " COLLATE=")}) {
    for (const Option& one : table.options)
      if (one.name == option) text += word + one.value;
  }
  for (const Option& one : table.options) {
    const bool is_told = one.name == "engine" || one.name == "charset" || one.name == "collation";
    if (!is_told && !one.value.empty())
      text += " " + upper(replace_all(one.name, " ", "_")) + "=" + one.value;
  }
  return text + (table.comment ? " COMMENT=" + this->text(*table.comment) : "");
}

void MysqlReading::define_tables() {
  for (const auto& [name, at] : tables_) {
    schema::Table& table = schema_.tables[at];
    for (schema::Column& column : table.columns) {
      column.definition = defined(column);
      for (const schema::Check& check : table.checks)
        if (check.is_inline && check.name == column.name)
          column.definition += " " + check.definition;
    }
    table.definition = defined(table);
  }
  show_tables();
}

/// Of these, the server's own words. What somebody has dropped since it was listed, also in a
/// database that is none of ours, keeps the words it has.
void MysqlReading::show_tables() {
  for (const std::string& name : shown_) {
    try {
      const Rows rows =
          ask("SHOW CREATE TABLE " + in_back_quotes(database_) + "." + in_back_quotes(name));
      table(name)->definition = without_next_number(rows.rows.at(0).at(1).value_or(""));
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError& error) {
      if (error.state() != "42S02") throw;
    }
  }
}

}  // namespace ebbtide
