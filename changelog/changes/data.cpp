// Rows in SQL. Values are written into the statement as literals, so that a script says the same;
// only files are bound (`?`), which can be long and no text. A statement with such a value is what
// Liquibase prepares.
//
// A condition names its values: `:name = :value and c = ?` with the parameters `a` = 1 and 2
// becomes `a = 1 and c = 2`. Names and values are two rows of their own: each `:name` takes the
// next parameter that has a name, each `:value` and `?` the next of all. As Liquibase does: no text
// is spared, so a `?` within quotes is replaced too. A condition is never optional by mistake:
// parameters without `where` are a problem, since all rows would be changed.
//
// None of these changes has an inverse. Which row an insert has made nobody can tell later, and
// what an update or delete has taken is gone.
#include "changelog/changes/data.h"

#include <algorithm>
#include <map>

#include "changelog/changes/families.h"
#include "changelog/files.h"
#include "database/catalog.h"
#include "database/literals.h"
#include "text/ascii.h"
#include "text/number.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr auto insert_fields = with_place({
    records<&Insert::columns>("columns", "column", "Columns of the row with their values",
                              Trait::required | Trait::at_root),
    field<&Insert::target_dbms>("dbms",
                                "Databases the row is for, as a list; !name leaves one out"),
    field<&Insert::table>("tableName", "Table that gets the row", Trait::required),
});

constexpr auto update_fields = with_place({
    records<&Update::columns>("columns", "column", "Columns to set, with their values",
                              Trait::required | Trait::at_root),
    field<&Update::table>("tableName", "Table whose rows change", Trait::required),
    field<&Update::where_clause>(
        "where",
        "Condition on the rows; all rows without it. :name, :value and ? stand for whereParams",
        Trait::nested),
    records<&Update::where_params>("whereParams", "param", "Names and values for the condition",
                                   Trait::unsummed),
});

constexpr auto delete_fields = with_place({
    field<&Delete::table>("tableName", "Table that loses rows", Trait::required),
    field<&Delete::where_clause>(
        "where",
        "Condition on the rows; all rows without it. :name, :value and ? stand for whereParams",
        Trait::nested),
    records<&Delete::where_params>("whereParams", "param", "Names and values for the condition",
                                   Trait::unsummed),
});

/// One cell of a row: SQL for its value, and the bytes of a file where the value is one.
struct Cell {
  std::string column;
  std::string sql;
  std::vector<Parameter> parameters;
};

std::string column_type(const ObjectChange& change, const Text& table, std::string_view column,
                        const Target& target) {
  if (!target.catalog.is_there_now(change.named(table))) return "";
  const auto found = target.live_table(change.named(table));
  const schema::Column* const known = found ? found->column_like(column) : nullptr;
  return known != nullptr ? known->type : "";
}

/// The file of a value. As Liquibase does: its path begins at the changelog; only where nothing is
/// there, at the search path.
std::string value_file(const std::string& path, const Change& change, const Files& files) {
  const std::string beside = normalized_path(sibling_path(change.where.file, path));
  return files.exists(beside) || !files.exists(path) ? beside : path;
}

Cell cell_of(const Column& column, const std::optional<Literal>& literal,
             const ObjectChange& change, const Text& table, const Target& target) {
  Cell cell{target.names.quote(column.name.or_empty()), "?", {}};
  const GivenValue& given = column.value.or_default();
  if (given.clob_file) {
    cell.parameters.push_back({target.files.read_text(
        value_file(given.clob_file.str(), change, target.files), given.encoding.or_empty())});
  } else if (given.blob_file) {
    cell.sql = binary_placeholder(column_type(change, table, column.name.or_empty(), target),
                                  target.facts());
    cell.parameters.push_back(
        {target.files.read(value_file(given.blob_file.str(), change, target.files)), true});
  } else {
    Literal value = literal.value_or(Literal{});
    if (value.is_expression() && value.kind != Literal::Kind::function)
      value.schema = change.schema.or_empty();
    cell.sql = ebbtide::literal(value, target.names);
  }
  return cell;
}

std::string parameter_sql(const Column& parameter, const Target& target) {
  const Literal value = parameter.value_literal().value_or(Literal{});
  if (value.is_null()) return "NULL";
  // As Liquibase does: text stays text here, even where it reads like a function.
  return value.kind == Literal::Kind::text ? text_literal(value.text, target.facts())
                                           : literal(value, target.names);
}

/// The condition with each `:name` replaced by the next name, and each `:value` and `?` by the next
/// value. As Liquibase does: wherever they stand, and as they are where no name or value is left.
std::string condition(std::string_view where, const std::vector<Column>& parameters,
                      const Target& target) {
  std::string sql;
  auto name = parameters.begin();
  auto value = parameters.begin();
  const auto next_name = [&] {
    return std::find_if(name, parameters.end(),
                        [](const Column& parameter) { return static_cast<bool>(parameter.name); });
  };
  for (where = trim(where); !where.empty();) {
    const bool is_name = where.starts_with(":name");
    const std::size_t mark = is_name                       ? 5
                             : where.starts_with(":value") ? 6
                             : where.starts_with('?')      ? 1
                                                           : 0;
    if (is_name && (name = next_name()) != parameters.end()) {
      sql += target.names.quote(*(name++)->name);
    } else if (!is_name && mark > 0 && value != parameters.end()) {
      sql += parameter_sql(*value++, target);
    } else {
      sql += where.substr(0, std::max<std::size_t>(mark, 1));
    }
    where.remove_prefix(std::max<std::size_t>(mark, 1));
  }
  return sql;
}

/// As Liquibase does: a name that is given twice stands in the place of the first, with the value
/// of the last.
std::vector<const Column*> last_of_each(const std::vector<Column>& columns) {
  std::vector<const Column*> last;
  std::map<std::string_view, std::size_t> places;
  for (const Column& column : columns) {
    const auto [place, is_new] = places.try_emplace(column.name.or_empty(), last.size());
    if (is_new) {
      last.push_back(&column);
    } else {
      last[place->second] = &column;
    }
  }
  return last;
}

std::string where_sql(const Text& where, const std::vector<Column>& parameters,
                      const Target& target) {
  return where ? " WHERE " + condition(*where, parameters, target) : "";
}

/// As Liquibase does: values from files make it a prepared statement.
SqlStep values_step(Statement statement) {
  SqlStep step{std::move(statement)};
  if (!step.statement.parameters.empty()) step.prepared = 1;
  return step;
}

std::vector<std::string> where_problems(const Text& where, const std::vector<Column>& parameters) {
  if (where || parameters.empty()) return {};
  return {"whereParams set but no where clause; without one all rows would be changed"};
}

}  // namespace

const ChangeType Insert::kind{"insert", "Inserts a row", insert_fields, create<Insert>,
                              "<insert tableName='book'><column name='id' "
                              "valueNumeric='1'/><column name='title' value='Emma'/>"
                              "<column name='bought' valueDate='2026-11-27'/></insert>"};

void Insert::emit(const Target& target, const Emit& emit) const {
  Statement statement;
  std::vector<std::string> names, values;
  for (const Column* const column : last_of_each(columns)) {
    if (column->auto_increment.value_or(false)) continue;  // the database numbers it
    Cell cell = cell_of(*column, column->value_literal(), *this, table, target);
    names.push_back(std::move(cell.column));
    values.push_back(std::move(cell.sql));
    statement.parameters.insert(statement.parameters.end(), cell.parameters.begin(),
                                cell.parameters.end());
  }
  statement.sql = "INSERT INTO " + target.names.object(named(table)) + " (" + join(names, ", ") +
                  ") VALUES (" + join(values, ", ") + ")";
  emit(values_step(std::move(statement)));
}

const ChangeType Update::kind{"update", "Changes rows", update_fields, create<Update>,
                              "<update tableName='book'><column name='title' "
                              "value='Persuasion'/><where>id = 1</where></update>"};

void Update::emit(const Target& target, const Emit& emit) const {
  // As Liquibase does: the columns in the order of their names, the last value of each.
  std::map<std::string, const Column*> sorted;
  for (const Column& column : columns) sorted[column.name.value_or("")] = &column;
  Statement statement;
  std::vector<std::string> assignments;
  for (const auto& [name, column] : sorted) {
    Cell cell = cell_of(*column, column->updating_literal(), *this, table, target);
    assignments.push_back(cell.column + " = " + cell.sql);
    statement.parameters.insert(statement.parameters.end(), cell.parameters.begin(),
                                cell.parameters.end());
  }
  statement.sql = "UPDATE " + target.names.object(named(table)) + " SET " +
                  join(assignments, ", ") + where_sql(where_clause, where_params, target);
  emit(values_step(std::move(statement)));
}

std::vector<std::string> Update::problems(const Target&) const {
  return where_problems(where_clause, where_params);
}

const ChangeType Delete::kind{"delete", "Deletes rows", delete_fields, create<Delete>,
                              "<delete tableName='book'><where>id = 1</where></delete>"};

void Delete::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, "DELETE FROM " + target.names.object(named(table)) +
                     where_sql(where_clause, where_params, target));
}

std::vector<std::string> Delete::problems(const Target&) const {
  return where_problems(where_clause, where_params);
}

std::span<const ChangeType* const> data_changes() {
  static constexpr const ChangeType* types[] = {&Insert::kind, &Update::kind, &Delete::kind};
  return types;
}

}  // namespace ebbtide
