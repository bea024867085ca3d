// loadData reads a CSV file whose first line names the columns. What a cell is worth depends on the
// type of its column: the one the changelog gives, else the one the live table has, else text.
//
//   NUMERIC a number, DATE/DATETIME/TIME a date, BOOLEAN, STRING, UUID, OTHER text,
//   COMPUTED SQL, SEQUENCE the name of a sequence, BLOB base64 or a file, CLOB a file, SKIP
//   nothing.
//
// `NULL` is NULL in any column; an empty cell is the column's default value, else NULL, else for
// STRING an empty text. Unlike Liquibase, a cell never becomes SQL unless the changelog declares
// its column COMPUTED: a number that is none and a date that is none are errors with their place.
#include "changelog/changes/load_data.h"

#include <algorithm>

#include "changelog/checksum.h"
#include "changelog/files.h"
#include "changelog/sql_text.h"
#include "database/catalog.h"
#include "text/ascii.h"
#include "text/csv.h"
#include "text/error.h"
#include "text/iso_date.h"
#include "text/md5.h"
#include "text/number.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr Field load_column_extra_fields[] = {
    field<&LoadColumn::header>("header", "Name of the column in the file's first line"),
    field<&LoadColumn::index>("index", "Number of the column in the file, from 0"),
    field<&LoadColumn::allow_update>(
        "allowUpdate", "Whether loadUpdateData changes the column of a row that exists"),
    field<&LoadColumn::null_placeholder>("nullPlaceholder", "Text that stands for NULL"),
    field<&LoadColumn::name>("name", "Name of the column in the table"),
    field<&LoadColumn::type>("type",
                             "STRING, NUMERIC, DATE, DATETIME, TIME, BOOLEAN, COMPUTED, SEQUENCE, "
                             "BLOB, CLOB, UUID, OTHER or SKIP"),
    value_field<&GivenValue::encoding>("encoding", "Encoding of the file a CLOB cell names"),
    default_field<&GivenDefault::text>("defaultValue", "What an empty cell is worth"),
    default_field<&GivenDefault::numeric>("defaultValueNumeric",
                                          "The number an empty cell is worth"),
    default_field<&GivenDefault::date>("defaultValueDate", "The date an empty cell is worth"),
    default_field<&GivenDefault::boolean>("defaultValueBoolean",
                                          "The boolean an empty cell is worth"),
    default_field<&GivenDefault::computed>("defaultValueComputed",
                                           "The SQL an empty cell is worth"),
    field<&LoadColumn::remarks>("remarks", "Note to the reader"),
};

constexpr Field csv_fields[] = {
    field<&CsvChange::catalog>("catalogName", "Name of the database catalog"),
    records<&CsvChange::columns>("columns", "column", "What the columns of the file are",
                                 Trait::at_root),
    field<&CsvChange::comment_start>("commentLineStartsWith",
                                     "What begins a line that is left out"),
    field<&CsvChange::encoding>("encoding", "Encoding of the file; UTF-8 by default"),
    field<&CsvChange::file>("file", "The CSV file", Trait::required),
    field<&CsvChange::quote>("quotchar", "What stands around a cell that holds separators"),
    field<&CsvChange::relative>("relativeToChangelogFile",
                                "Whether the path is relative to the changelog"),
    field<&CsvChange::schema>("schemaName", "Name of the database schema"),
    field<&CsvChange::separator>("separator", "What stands between cells; \\t for tab"),
    field<&CsvChange::table>("tableName", "Table that gets the rows", Trait::required),
    field<&CsvChange::use_prepared_statements>(
        "usePreparedStatements",
        "Whether scripts have a warning in place of the rows, as those of Liquibase do"),
};

constexpr Field load_update_fields[] = {
    field<&LoadUpdateData::only_update>("onlyUpdate",
                                        "Whether rows that do not exist are left out"),
    field<&LoadUpdateData::primary_key>("primaryKey", "Columns that tell which row is meant",
                                        Trait::required),
};
constexpr auto load_update_data_fields = joined(csv_fields, load_update_fields);

/// What a cell of a column of this database type is.
std::string_view load_type_of(const DataType& type) {
  switch (type.family) {
    case TypeFamily::bigint:
    case TypeFamily::currency:
    case TypeFamily::decimal:
    case TypeFamily::double_precision:
    case TypeFamily::floating:
    case TypeFamily::integer:
    case TypeFamily::mediumint:
    case TypeFamily::number:
    case TypeFamily::smallint:
      return "NUMERIC";
    case TypeFamily::tinyint:
      // As the JDBC drivers of MySQL and MariaDB do: their BOOLEAN is a tinyint(1), and the other
      // way round.
      return type.parameters == std::vector<std::string>{"1"} ? "BOOLEAN" : "NUMERIC";
    case TypeFamily::boolean:
      return "BOOLEAN";
    case TypeFamily::date:
    case TypeFamily::datetime:
    case TypeFamily::time:
    case TypeFamily::timestamp:
      return "DATE";
    case TypeFamily::blob:
      return "BLOB";
    case TypeFamily::clob:
    case TypeFamily::xml:
      return "CLOB";
    case TypeFamily::character:
    case TypeFamily::nchar:
    case TypeFamily::nvarchar:
    case TypeFamily::unknown:
    case TypeFamily::uuid:
    case TypeFamily::varchar:
      return "STRING";
  }
  return "STRING";
}

/// As Liquibase does: true, t, yes, y and numbers above zero are true, all else is false.
bool is_true(std::string_view text) {
  const std::string word = lower(trim(text));
  const bool number =
      !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c); });
  return word == "true" || word == "t" || word == "yes" || word == "y" ||
         (number && word.find_first_not_of('0') != std::string::npos);
}

bool is_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return false;
  const std::size_t end = text.find_last_not_of('=');
  return end != std::string_view::npos && text.size() - end <= 3 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end) + 1,
                     [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/'; });
}

std::string decode_base64(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char c : text.substr(0, text.find('='))) {
    bits = (bits << 6) | static_cast<unsigned>(digits.find(c));
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>((bits >> held) & 0xFF);
  }
  return out;
}

/// A name with empty parentheses, such as now(): the only function a date cell may call.
bool is_plain_call(std::string_view text) {
  const bool call = text.ends_with("()");
  const std::string_view name = call ? text.substr(0, text.size() - 2) : text;
  constexpr std::string_view constants[] = {"current_date", "current_time",   "current_timestamp",
                                            "localtime",    "localtimestamp", "sysdate"};
  const bool word =
      !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_word(c); });
  return (call && word) || std::any_of(std::begin(constants), std::end(constants),
                                       [&](auto c) { return equals_ignoring_case(c, name); });
}

/// As Liquibase does: commas group the digits before the point, wherever they stand.
std::string without_grouping(std::string_view number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string digits(number.substr(0, point));
  if (digits.find_first_not_of("+-0123456789,") == std::string::npos) std::erase(digits, ',');
  return digits.append(number.substr(point));
}

Literal number_cell(const std::string& text) {
  const std::string trimmed = without_grouping(trim(text));
  const auto wrong = [](char c) {
    return !is_digit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E';
  };
  const bool numeric = (begins_with_number(trimmed) || trimmed.starts_with('+')) &&
                       std::none_of(trimmed.begin(), trimmed.end(), wrong);
  if (!numeric)
    throw Error("'" + text +
                "' is not a number; declare the column with type STRING, or COMPUTED if it is SQL");
  return {Literal::Kind::number, trimmed};
}

Literal date_cell(const std::string& text) {
  if (const auto date = canonical_date(text)) return date_literal_of(*date);
  if (is_plain_call(text)) return {Literal::Kind::function, text};
  // As Liquibase does: what is no date stands in the SQL as it is. Digits can do no harm there.
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_digit))
    return {Literal::Kind::number, text};
  throw Error("'" + text +
              "' is not a date; declare the column with type STRING, or COMPUTED if it is SQL");
}

const LoadColumn* find_column(const std::vector<LoadColumn>& columns, const std::string& header,
                              std::size_t index) {
  const std::string number = std::to_string(index);
  for (const LoadColumn& column : columns) {
    if (column.name == header || column.header == header ||
        (column.index && *column.index == number))
      return &column;
  }
  return nullptr;
}

char first_letter(const Text& text, char otherwise) {
  if (text == "\\t") return '\t';
  return text.or_empty().empty() ? otherwise : text->front();
}

}  // namespace

std::span<const Field> LoadColumn::fields() { return load_column_extra_fields; }

std::string CsvChange::resolved_file() const {
  return relative.value_or(false) ? normalized_path(sibling_path(where.file, file.or_empty()))
                                  : file.value_or("");
}

std::vector<std::string> CsvChange::problems(const Target& target) const {
  if (!file || target.files.exists(resolved_file())) return {};
  return {"the file '" + resolved_file() + "' was not found in the search path"};
}

std::string CsvChange::checksum(const Hashing& hashing) const {
  const auto csv = hashing.files.open(resolved_file());
  return hash_text(text_to_hash(hashing, hash_csv(*csv, first_letter(comment_start, '\0'))),
                   hashing.files.encodings().output);
}

std::vector<HashedText> CsvChange::hashed_texts(const Hashing& hashing) const {
  const auto csv = hashing.files.open(resolved_file());
  const std::string lines = csv_to_hash(*csv, first_letter(comment_start, '\0'));
  return {{"the lines of '" + resolved_file() + "' that count", lines},
          {"its table and the file's MD5", text_to_hash(hashing, md5(lines))}};
}

std::string CsvChange::text_to_hash(const Hashing& hashing, const std::string& file_sum) const {
  return table.value_or("null") + ":" + std::to_string(hashing.version) + ":" + file_sum;
}

std::vector<LoadColumn> CsvChange::columns_of(const std::vector<std::string>& headers,
                                              const Target& target) const {
  std::vector<LoadColumn> found;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const LoadColumn* const declared = find_column(columns, headers[i], i);
    LoadColumn column = declared != nullptr ? *declared : LoadColumn{};
    if (!column.name) column.name = trim(headers[i]);
    found.push_back(std::move(column));
  }
  const bool is_clear = std::all_of(found.begin(), found.end(), [](const LoadColumn& column) {
    return column.type && !equals_ignoring_case(*column.type, "BLOB");
  });
  if (is_clear || !target.catalog.is_live()) return found;
  const auto live = target.live_table(named(table));
  if (!live) return found;
  for (LoadColumn& column : found) {
    const CatalogColumn* const same = live->column(*column.name);
    if (same == nullptr) continue;
    column.live_type = same->type;
    if (!column.type) column.type = load_type_of(DataType::parse(same->type));
  }
  return found;
}

CsvChange::Cell CsvChange::cell_of(const LoadColumn& column, const std::string& text,
                                   const Target& target) const {
  Cell cell{&column, target.names.quote(*column.name), "NULL", {}};
  const std::string type = upper(column.type.or_empty());
  const auto literal = [&](const Literal& value) {
    return target.dialect().literal(value, target.names);
  };
  const Text value = text.empty() ? column.by_default.or_default().text : Text(text);
  if (equals_ignoring_case(text, "null") ||
      (column.null_placeholder && *column.null_placeholder == text))
    return cell;
  if (!value) {
    if (type == "STRING") cell.sql = "''";
    if (const auto otherwise = column.default_literal()) cell.sql = literal(*otherwise);
    return cell;
  }
  if (type == "BOOLEAN") {
    cell.sql = literal({Literal::Kind::boolean, is_true(*value) ? "true" : "false"});
  } else if (type == "NUMERIC") {
    cell.sql = literal(number_cell(value.str()));
  } else if (type == "DATE" || type == "DATETIME" || type == "TIME") {
    const Literal moment = date_cell(value.str());
    cell.sql = use_prepared_statements.value_or(false)
                   ? target.dialect().bound_moment(moment, target.names)
                   : literal(moment);
  } else if (type == "COMPUTED") {
    cell.sql = literal({Literal::Kind::function, value.str()});
  } else if (type == "SEQUENCE") {
    cell.sql = literal({Literal::Kind::sequence_next, value.str(), std::string(schema.or_empty())});
  } else if (type == "CLOB" || type == "BLOB") {
    const std::string beside = normalized_path(sibling_path(resolved_file(), *value));
    const std::string path = target.files.exists(beside) ? beside : value.str();
    const bool is_file = target.files.exists(path);
    if (type == "CLOB" && !is_file && !names_clob_files()) {
      cell.sql = literal({Literal::Kind::text, value.str()});
    } else if (type == "CLOB") {
      cell.sql = "?";
      cell.parameters.push_back(
          {target.files.read_text(path, column.value.or_default().encoding.or_empty())});
    } else {
      if (!is_file && !is_base64(*value))
        throw Error("'" + value.str() + "' is neither a file nor base64");
      cell.sql = target.dialect().binary_placeholder(column.live_type);
      cell.parameters.push_back({is_file ? target.files.read(path) : decode_base64(*value), true});
    }
  } else {
    cell.sql = literal({Literal::Kind::text, value.str()});
  }
  return cell;
}

void CsvChange::read_rows(const Target& target, const TakeRow& take) const {
  const std::string path = resolved_file();
  const auto input = open_sql_file({path, false, encoding.or_empty(), where}, target.files);
  CsvReader csv(*input, first_letter(separator, ','), first_letter(quote, '\0'), path);
  const auto headers = csv.next();
  if (!headers)
    throw Error("the file '" + path + "' is empty; its first line must name the columns");
  const std::vector<LoadColumn> found = columns_of(*headers, target);
  while (const auto record = csv.next()) {
    const bool blank = record->size() == 1 && trim(record->front()).empty();
    const bool comment =
        !comment_start.or_empty().empty() && record->front().starts_with(*comment_start);
    if (blank || comment) continue;
    const Position place{path, csv.line(), 0};
    if (record->size() != headers->size()) {
      throw Error("the line has " + std::to_string(record->size()) +
                      " values, the first line names " + std::to_string(headers->size()) +
                      " columns; is a text with the separator in it not quoted?",
                  place);
    }
    std::vector<Cell> row;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (equals_ignoring_case(found[i].type.or_empty(), "skip")) continue;
      try {
        row.push_back(cell_of(found[i], (*record)[i], target));
      } catch (const Error& error) {
        throw Error(found[i].name.str() + ": " + error.what(), place);
      }
    }
    take(std::move(row));
  }
}

Emit CsvChange::naming_file(const Emit& emit) const {
  return [&emit, path = resolved_file()](Step step) {
    try {
      emit(std::move(step));
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError& error) {
      throw DatabaseError(error.what() + (", while rows of '" + path + "' were written"),
                          error.sql(), error.state());
    }
  };
}

const ChangeType LoadData::kind{"loadData", "Inserts the rows of a CSV file", csv_fields,
                                create<LoadData>};

bool LoadData::prepares(const std::vector<Cell>& row, const Target& target) const {
  if (!target.catalog.is_live()) return false;
  return use_prepared_statements.value_or(false) ||
         std::any_of(row.begin(), row.end(),
                     [](const Cell& cell) { return !cell.parameters.empty(); });
}

void LoadData::emit(const Target& target, const Emit& unnamed) const {
  const Emit emit = naming_file(unnamed);
  // As Liquibase does: 51 rows a statement, where the dialect takes several.
  const bool takes_several = target.dialect().has(Feature::multi_row_insert);
  const std::size_t rows_at_once = takes_several ? 51 : 1;
  const std::string into = "INSERT INTO " + target.names.object(named(table));
  SqlStep step;
  std::size_t rows = 0;
  const auto flush = [&] {
    if (rows > 0) emit(std::exchange(step, {}));
    rows = 0;
  };
  bool warned = false;
  read_rows(target, [&](std::vector<Cell> row) {
    const bool is_prepared = prepares(row, target);
    if (is_prepared != step.prepared.has_value()) flush();
    std::vector<std::string> names, values;
    for (Cell& cell : row) {
      names.push_back(cell.name);
      values.push_back(std::move(cell.sql));
      std::move(cell.parameters.begin(), cell.parameters.end(),
                std::back_inserter(step.statement.parameters));
    }
    step.statement.sql += rows == 0 ? into + " (" + join(names, ", ") + ") VALUES " : ",";
    step.statement.sql += "(" + join(values, ", ") + ")";
    // A batch of rows has one warning, and so has each row where there are no batches.
    if (is_prepared) step.prepared = step.prepared.value_or(0) + (takes_several || !warned ? 1 : 0);
    warned = warned || is_prepared;
    if (++rows == rows_at_once) flush();
  });
  flush();
}

namespace {

/// What undoes loadUpdateData; no changelog can name it.
struct DeleteLoadedRows final : CsvChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  explicit DeleteLoadedRows(const LoadUpdateData& loaded)
      : CsvChange(loaded), keys(split_list(loaded.primary_key.or_empty())) {}
  std::vector<std::string> keys;

  void emit(const Target& target, const Emit& emit) const override {
    const std::string from = "DELETE FROM " + target.names.object(named(table)) + " WHERE ";
    read_rows(target, [&](const std::vector<Cell>& row) {
      RowUpsert upsert;
      for (const Cell& cell : row) {
        const bool is_key = std::find(keys.begin(), keys.end(), *cell.column->name) != keys.end();
        upsert.cells.push_back({cell.name, cell.sql, is_key, false});
      }
      emit_sql(emit, from + upsert.key_condition());
    });
  }
};
const ChangeType DeleteLoadedRows::kind{
    "delete of loaded rows", "Deletes the rows of a CSV file", {}, nullptr};

}  // namespace

std::optional<Changes> LoadUpdateData::inverse() const {
  if (only_update) return std::nullopt;
  return only(DeleteLoadedRows(*this));
}

const ChangeType LoadUpdateData::kind{"loadUpdateData",
                                      "Inserts the rows of a CSV file, or changes those that exist",
                                      load_update_data_fields, create<LoadUpdateData>};

void LoadUpdateData::emit(const Target& target, const Emit& unnamed) const {
  const Emit emit = naming_file(unnamed);
  const std::vector<std::string> keys = split_list(primary_key.or_empty());
  read_rows(target, [&](std::vector<Cell> row) {
    RowUpsert upsert{target.names.object(named(table)), {}, only_update};
    std::vector<Parameter> parameters;
    for (Cell& cell : row) {
      const bool is_key = std::find(keys.begin(), keys.end(), *cell.column->name) != keys.end();
      upsert.cells.push_back(
          {cell.name, cell.sql, is_key, cell.column->allow_update.value_or(true)});
      if (!cell.parameters.empty())
        throw Error("loadUpdateData cannot store a file in '" + cell.column->name.str() +
                    "'; use loadData");
    }
    emit_sql(emit, target.dialect().insert_or_update(upsert));
  });
}

}  // namespace ebbtide
