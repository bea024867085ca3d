// Rows are typed: numbers by valueNumeric, booleans by valueBoolean, all else as text, which the
// database reads as it reads any constant. What a change would take for NULL or for the present
// moment, and bytes, are SQL. All rows of a table are one changeset.
#include <algorithm>

#include "changelog/changes/data.h"
#include "changelog/changes/load_data.h"
#include "database/facts.h"
#include "database/literals.h"
#include "generate/make.h"
#include "text/ascii.h"
#include "text/number.h"

namespace ebbtide {
namespace {

using Form = Definitions::ValueForm;

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && is_digit(text.front()) && is_digit(text.back()) &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_text_literal(std::string_view value) {
  return value.size() > 1 && value.starts_with('\'') && value.ends_with('\'');
}

std::string text_of(std::string_view literal) {
  return replace_all(literal.substr(1, literal.size() - 2), "''", "'");
}

std::string rows_of(const sql::Name& table) { return "rows of " + table.to_text(); }

}  // namespace

void simplify(TableRows& rows) {
  for (std::size_t at = 0; at < rows.columns.size(); ++at) {
    if (rows.forms[at] != Form::sql) continue;
    bool all_texts = true, all_numbers = true;
    for (std::vector<Text>& row : rows.rows) {
      if (row[at] == std::string_view("NULL")) row[at].reset();
      all_texts = all_texts && (!row[at] || is_text_literal(*row[at]));
      all_numbers = all_numbers && (!row[at] || is_plain_number(*row[at]));
    }
    if (all_numbers) rows.forms[at] = Form::number;
    if (!all_texts || all_numbers) continue;
    rows.forms[at] = Form::text;
    for (std::vector<Text>& row : rows.rows)
      if (row[at]) row[at] = text_of(row[at].str());
  }
}

Column Maker::value(const TableRows& rows, std::size_t at, const Text& given) const {
  Column column;
  column.name = rows.columns[at]->name;
  if (!given) return column;
  Form form = rows.forms[at];
  std::string text = given.str();
  if (form == Form::sql && is_plain_number(text)) form = Form::number;
  if (form == Form::sql && is_text_literal(text)) {
    text = text_of(text);
    form = Form::text;
  }
  const Facts& facts = definitions_.facts();
  const bool is_odd =
      equals_ignoring_case(text, "null") || equals_ignoring_case(text, facts.spellings.now);
  GivenValue& value = column.value.ensure();
  if (form == Form::number && is_plain_number(text)) {
    value.numeric = text;
  } else if (form == Form::boolean) {
    value.boolean = text == "true";
  } else if (form == Form::sql) {
    value.computed = text;
  } else if (is_odd) {
    value.computed = text_literal(text, facts);
  } else {
    value.text = text;
  }
  return column;
}

Piece Maker::empty_rows(const schema::Table& table) const {
  std::vector<std::string> names{table.name.name};
  for (const schema::Column& column : table.columns) names.push_back(column.name);
  Piece piece{schema::Kind::table, table.name, "rows"};
  piece.is_rows = true;
  piece.quoting = spelling_.quoting_of(names);
  piece.makes = {rows_of(table.name)};
  piece.needs = {table.name.to_text()};
  for (const schema::ForeignKey& key : table.foreign_keys)
    piece.needs.push_back(rows_of(key.referenced));
  const std::string from = " FROM " + definitions_.object(table.name);
  piece.rollback = spelling_.undone_by({"DELETE" + from});
  return piece;
}

void Maker::rows(const TableRows& rows, Pieces& pieces) const {
  if (rows.rows.empty()) return;
  Piece piece = empty_rows(rows.table);
  if (!rows.file.empty()) {
    auto load = std::make_unique<LoadData>();
    spelling_.set_place(*load, rows.table.name);
    load->table = rows.table.name.name;
    load->file = rows.file;
    for (std::size_t at = 0; at < rows.columns.size(); ++at) {
      LoadColumn& setting = load->columns.emplace_back();
      const Form form = rows.forms[at];
      setting.header = rows.columns[at]->name;
      setting.name = rows.columns[at]->name;
      setting.type = form == Form::number    ? "NUMERIC"
                     : form == Form::boolean ? "BOOLEAN"
                     : form == Form::sql     ? "COMPUTED"
                                             : "STRING";
    }
    piece.changes.push_back(std::move(load));
    pieces.push_back(std::move(piece));
    return;
  }
  const std::string words = definitions_.insert_words(rows.table);
  for (const std::vector<Text>& row : rows.rows) {
    auto insert = std::make_unique<Insert>();
    spelling_.set_place(*insert, rows.table.name);
    insert->table = rows.table.name.name;
    std::vector<std::string> names, values;
    for (std::size_t i = 0; i < row.size(); ++i) {
      insert->columns.push_back(value(rows, i, row[i]));
      const auto literal = insert->columns.back().value_literal();
      names.push_back(definitions_.quoted(rows.columns[i]->name));
      values.push_back(literal ? ebbtide::literal(*literal, definitions_.names()) : "NULL");
    }
    if (words.empty()) {
      piece.changes.push_back(std::move(insert));
      continue;
    }
    spelling_.append_sql(
        piece.changes, {"INSERT INTO " + definitions_.object(rows.table.name) + " (" +
                        join(names, ", ") + ")" + words + " VALUES (" + join(values, ", ") + ")"});
  }
  pieces.push_back(std::move(piece));
}

}  // namespace ebbtide
