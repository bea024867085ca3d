// loadData reads a CSV file whose first line names the columns. What a cell is worth depends on the
// type of its column: the one the changelog gives, else the one the live table has, else text.
//
//   NUMERIC a number, DATE/DATETIME/TIME a date, BOOLEAN, STRING, UUID, OTHER text,
//   COMPUTED SQL, SEQUENCE the name of a sequence, BLOB base64 or a file, CLOB a file,
//   SKIP nothing
//
// `NULL` is NULL in any column; an empty cell is the column's default value, else NULL, else for
// STRING an empty text. Unlike Liquibase, a cell never becomes SQL unless the changelog declares
// its column COMPUTED: a number that is none and a date that is none are errors with their place.
#include "changelog/changes/load_data.h"

#include <algorithm>
#include <map>

#include "changelog/changes/csv_cell.h"
#include "changelog/changes/families.h"
#include "changelog/checksum.h"
#include "changelog/files.h"
#include "changelog/nul.h"
#include "changelog/sql_text.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "text/ascii.h"
#include "text/csv.h"
#include "text/error.h"
#include "text/iso_date.h"
#include "text/md5.h"
#include "text/number.h"
#include "text/suggestion.h"
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
                                          "The number an empty cell is worth")
        .read_by(read_default_number),
    default_field<&GivenDefault::date>("defaultValueDate", "The date an empty cell is worth")
        .read_by(read_default_date),
    default_field<&GivenDefault::boolean>("defaultValueBoolean",
                                          "The boolean an empty cell is worth"),
    default_field<&GivenDefault::computed>("defaultValueComputed",
                                           "The SQL an empty cell is worth"),
    field<&LoadColumn::remarks>("remarks", "Note to the reader"),
};

constexpr auto csv_fields = with_place({
    records<&CsvChange::columns>("columns", "column", "What the columns of the file are",
                                 Trait::at_root),
    field<&CsvChange::comment_start>("commentLineStartsWith",
                                     "What begins a line that is left out"),
    field<&CsvChange::encoding>("encoding", "Encoding of the file; UTF-8 by default"),
    field<&CsvChange::file>("file", "The CSV file", Trait::required),
    field<&CsvChange::quote>("quotchar", "What stands around a cell that holds separators"),
    field<&CsvChange::relative>("relativeToChangelogFile",
                                "Whether the path is relative to the changelog"),
    field<&CsvChange::separator>("separator", "What stands between cells; \\t for tab"),
    field<&CsvChange::table>("tableName", "Table that gets the rows", Trait::required),
    field<&CsvChange::use_prepared_statements>(
        "usePreparedStatements",
        "Whether scripts have a warning in place of the rows, as those of Liquibase do"),
});

constexpr Field load_update_fields[] = {
    field<&LoadUpdateData::only_update>("onlyUpdate",
                                        "Whether rows that do not exist are left out"),
    field<&LoadUpdateData::primary_key>("primaryKey", "Columns that tell which row is meant",
                                        Trait::required),
};
constexpr auto load_update_data_fields = joined(csv_fields, load_update_fields);

/// The settings of a column by its very name, header or number.
LoadColumn* find_exactly(std::vector<LoadColumn>& columns, const std::string& header,
                         const std::string& number) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const LoadColumn& column) {
    return column.name == header || column.header == header ||
           (column.index && *column.index == number);
  });
  return found == columns.end() ? nullptr : &*found;
}

/// Whether the settings mean the column of the file that has this header and number.
bool means(const LoadColumn& column, std::string_view header, const std::string& number) {
  return (column.index && *column.index == number) ||
         (column.header && equals_ignoring_case(*column.header, header)) ||
         (column.name && equals_ignoring_case(*column.name, header));
}

bool names_column(std::string_view key, const LoadColumn& column) {
  return equals_ignoring_case(key, column.name.or_empty()) ||
         equals_ignoring_case(key, trim(column.header.or_empty()));
}

std::vector<std::string> trimmed(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.emplace_back(trim(text));
  return out;
}

bool is_one_of_keys(const std::vector<std::string>& keys, const LoadColumn& column) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const std::string& key) { return names_column(key, column); });
}

std::string no_such_column(const std::string& what, std::string_view name, const std::string& file,
                           const std::vector<std::string>& headers) {
  const std::vector<std::string_view> known(headers.begin(), headers.end());
  return what + " '" + std::string(name) + "' is no column of '" + file +
         "', whose first line is " + join(headers, ", ") + suggestion(name, known);
}

/// Settings that mean no column are common, as of columns that a generator of files has left out.
/// What would be loaded against their word is not.
bool must_match(const LoadColumn& column) {
  return equals_ignoring_case(column.type.or_empty(), "skip") || (!column.header && !column.name);
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

bool CsvChange::Bound::is_skipped() const {
  return equals_ignoring_case(column.type.or_empty(), "skip");
}

std::optional<std::vector<std::string>> CsvChange::headers(const Files& files) const {
  const std::string path = resolved_file();
  const auto input = open_sql_file({path, false, encoding.or_empty(), where}, files);
  return CsvReader(*input, first_letter(separator, ','), first_letter(quote, '\0'), path).next();
}

/// What each of the settings that mean no column of the file says, with the settings.
std::vector<CsvChange::Unmatched> CsvChange::unmatched(const Headers& first_line) const {
  const std::vector<std::string> names = trimmed(first_line);
  std::vector<Unmatched> found;
  for (const LoadColumn& column : columns) {
    bool is_meant = false;
    for (std::size_t i = 0; i < names.size(); ++i)
      is_meant = is_meant || means(column, names[i], std::to_string(i));
    if (is_meant) continue;
    const std::string_view name = column.header ? *column.header : column.name.or_empty();
    found.push_back({&column, column.index && name.empty()
                                  ? "there is no column of index " + std::string(*column.index) +
                                        " in '" + resolved_file() + "'; the first one is 0"
                                  : no_such_column("column", name, resolved_file(), names)});
  }
  return found;
}

std::vector<std::string> CsvChange::problems(const Target& target) const {
  if (!file) return {};
  if (!target.files.exists(resolved_file())) return {target.files.not_found(resolved_file())};
  std::vector<std::string> found;
  const auto first_line = columns.empty() ? std::nullopt : headers(target.files);
  if (!first_line) return {};  // said when it runs, as Liquibase does
  for (Unmatched& one : unmatched(*first_line)) {
    if (must_match(*one.column)) found.push_back(std::move(one.message));
  }
  return found;
}

void CsvChange::warn_of_unmatched(const Headers& first_line, const Emit& emit) const {
  for (const Unmatched& one : unmatched(first_line)) {
    if (!must_match(*one.column))
      emit(OutputStep{"WARNING: " + where.to_text() + ": " + one.message, "STDERR"});
  }
}

std::vector<Problem> CsvChange::text_problems(const Target& target) const {
  if (!file || !target.files.exists(resolved_file())) return {};
  const std::string path = resolved_file();
  const SqlFileReference reference{path, false, encoding.or_empty(), where};
  if (auto damage = find_damage(reference, target.files)) return {std::move(*damage)};
  const auto nul = find_nul(*open_sql_file(reference, target.files), path);
  return nul ? std::vector<Problem>{*nul} : std::vector<Problem>{};
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

/// As Liquibase does: first each header takes the settings of its very name or number, or gets some
/// of its own; then the first settings in the list that mean it in any letter case are those that
/// count.
std::vector<CsvChange::Bound> CsvChange::bound_columns(const std::vector<std::string>& headers,
                                                       bool repeats) const {
  std::vector<LoadColumn> settings = columns;
  settings.reserve(columns.size() + headers.size());
  for (std::size_t i = 0; i < headers.size(); ++i) {
    LoadColumn* own = find_exactly(settings, headers[i], std::to_string(i));
    if (own == nullptr && trim(headers[i]).empty()) {
      throw Error("column " + std::to_string(i + 1) + " has no name; name it, or say index=\"" +
                      std::to_string(i) + "\" and what it is in a <column>",
                  {resolved_file(), 1, 0});
    }
    if (own == nullptr) {
      own = &settings.emplace_back();
      own->name = headers[i];
    }
    own->index.digits = std::to_string(i);
    own->header = headers[i];
  }
  std::vector<Bound> found;
  std::map<std::string, std::size_t> slots;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string_view header = trim(headers[i]);
    const auto meant = std::find_if(settings.begin(), settings.end(), [&](const LoadColumn& one) {
      return means(one, header, std::to_string(i));
    });
    Bound& bound = found.emplace_back(Bound{*meant});
    bound.column.name = trim(meant->name ? meant->name.str() : headers[i]);
    const std::string key = bound.column.name.str() + (repeats ? "," + std::to_string(i) : "");
    if (!bound.is_skipped()) bound.slot = slots.try_emplace(key, slots.size()).first->second;
  }
  return found;
}

void CsvChange::add_live_types(std::vector<Bound>& found, const Target& target) const {
  const bool is_clear = std::all_of(found.begin(), found.end(), [](const Bound& bound) {
    return bound.column.type && !equals_ignoring_case(*bound.column.type, "BLOB");
  });
  // As Liquibase does: of a table that only the script makes nothing is known.
  if (is_clear || !target.catalog.is_there_now(named(table))) return;
  const auto live = target.live_table(named(table));
  if (!live) return;
  for (Bound& bound : found) {
    LoadColumn& column = bound.column;
    const schema::Column* const same = live->column_like(*column.name);
    if (same == nullptr) continue;
    column.live_type = same->type;
    if (!column.type) column.type = load_type_of(DataType::parse(same->type));
  }
}

CsvChange::Cell CsvChange::cell_of(const LoadColumn& column, const std::string& text,
                                   const Target& target) const {
  Cell cell{&column, target.names.quote(*column.name), "NULL", {}};
  const std::string type = upper(column.type.or_empty());
  const auto literal = [&](const Literal& value) { return ebbtide::literal(value, target.names); };
  const Text value = text.empty() ? column.by_default.or_default().text : Text(text);
  if (equals_ignoring_case(text, "null") ||
      (column.null_placeholder && *column.null_placeholder == text))
    return cell;
  if (!value) {
    if (const auto otherwise = csv_empty(column, type)) cell.sql = literal(*otherwise);
    return cell;
  }
  if (type == "BOOLEAN") {
    cell.sql = literal({Literal::Kind::boolean, csv_boolean(*value) ? "true" : "false"});
  } else if (type == "NUMERIC") {
    cell.sql = literal(csv_number(value.str()));
  } else if (type == "DATE" || type == "DATETIME" || type == "TIME") {
    const Literal moment = csv_date(value.str());
    cell.sql = use_prepared_statements.value_or(false) ? bound_moment(moment, target.names)
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
      cell.sql = binary_placeholder(column.live_type, target.facts());
      cell.parameters.push_back({is_file ? target.files.read(path) : decoded_base64(*value), true});
    }
  } else {
    cell.sql = literal({Literal::Kind::text, value.str()});
  }
  return cell;
}

void CsvChange::read_rows(const Target& target, const Emit* warn, const TakeRow& take) const {
  const std::string path = resolved_file();
  const auto input = open_sql_file({path, false, encoding.or_empty(), where}, target.files);
  CsvReader csv(*input, first_letter(separator, ','), first_letter(quote, '\0'), path);
  const auto headers = csv.next();
  if (!headers)
    throw Error("the file '" + path + "' is empty; its first line must name the columns");
  if (warn != nullptr && !columns.empty()) warn_of_unmatched(*headers, *warn);
  std::vector<Bound> found = bound_columns(*headers, repeats_columns(target));
  add_live_types(found, target);
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
    take(row_of(found, *record, target, place));
  }
}

std::vector<CsvChange::Cell> CsvChange::row_of(const std::vector<Bound>& bound,
                                               const std::vector<std::string>& record,
                                               const Target& target, const Position& place) const {
  std::vector<Cell> row;
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const auto& [column, slot] = bound[i];
    if (bound[i].is_skipped()) continue;
    try {
      Cell cell = cell_of(column, record[i], target);
      if (slot == row.size()) row.emplace_back();
      row[slot] = std::move(cell);
    } catch (const Error& error) {
      throw Error(column.name.str() + ": " + error.what(), place);
    }
  }
  return row;
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
                                create<LoadData>, "<loadData file='books.csv' tableName='book'/>"};

bool LoadData::prepares(const std::vector<Cell>& row, const Target& target) const {
  if (!target.catalog.is_live()) return false;
  return use_prepared_statements.value_or(false) ||
         std::any_of(row.begin(), row.end(),
                     [](const Cell& cell) { return !cell.parameters.empty(); });
}

bool LoadData::repeats_columns(const Target& target) const {
  return target.catalog.is_live() && target.catalog.is_current() &&
         use_prepared_statements.value_or(target.facts().has(Feature::prepares_loaded_rows));
}

void LoadData::emit(const Target& target, const Emit& unnamed) const {
  const Emit emit = naming_file(unnamed);
  // As Liquibase does: 51 rows a statement, where the dialect takes several.
  const bool takes_several = target.facts().has(Feature::multi_row_insert);
  const std::size_t rows_at_once = takes_several ? 51 : 1;
  const std::string into = "INSERT INTO " + target.names.object(named(table));
  SqlStep step;
  std::size_t rows = 0;
  const auto flush = [&] {
    if (rows > 0) emit(std::exchange(step, {}));
    rows = 0;
  };
  bool warned = false;
  read_rows(target, &emit, [&](std::vector<Cell> row) {
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
    read_rows(target, nullptr, [&](const std::vector<Cell>& row) {
      RowUpsert upsert;
      for (const Cell& cell : row) {
        const bool is_key = is_one_of_keys(keys, *cell.column);
        upsert.cells.push_back({cell.column->name.str(), cell.sql, is_key, false});
      }
      emit_sql(emit, from + upsert.key_condition(target.names));
    });
  }
};
const ChangeType DeleteLoadedRows::kind{
    "delete of loaded rows", "Deletes the rows of a CSV file", {}, nullptr};

}  // namespace

std::vector<std::string> LoadUpdateData::problems(const Target& target) const {
  std::vector<std::string> found = CsvChange::problems(target);
  if (!found.empty() || !file) return found;
  const auto first_line = headers(target.files);
  if (!first_line) return found;
  const std::vector<std::string> names = trimmed(*first_line);
  if (std::find(names.begin(), names.end(), "") != names.end()) return found;
  const std::vector<Bound> bound = bound_columns(*first_line);
  for (const std::string& key : split_list(primary_key.or_empty())) {
    const bool is_known = std::any_of(bound.begin(), bound.end(), [&](const Bound& one) {
      return !one.is_skipped() && names_column(key, one.column);
    });
    if (!is_known) found.push_back(no_such_column("primaryKey", key, resolved_file(), names));
  }
  return found;
}

std::optional<Changes> LoadUpdateData::inverse() const {
  if (only_update) return std::nullopt;
  return only(DeleteLoadedRows(*this));
}

const ChangeType LoadUpdateData::kind{
    "loadUpdateData", "Inserts the rows of a CSV file, or changes those that exist",
    load_update_data_fields, create<LoadUpdateData>,
    "<loadUpdateData file='b.csv' tableName='b' primaryKey='id'/>"};

void LoadUpdateData::emit(const Target& target, const Emit& unnamed) const {
  const Emit emit = naming_file(unnamed);
  const std::vector<std::string> keys = split_list(primary_key.or_empty());
  read_rows(target, &emit, [&](const std::vector<Cell>& row) {
    RowUpsert upsert{named(table), {}, only_update};
    for (const Cell& cell : row) {
      const bool is_key = is_one_of_keys(keys, *cell.column);
      upsert.cells.push_back(
          {cell.column->name.str(), cell.sql, is_key, cell.column->allow_update.value_or(true)});
      if (!cell.parameters.empty())
        throw Error("loadUpdateData cannot store a file in '" + cell.column->name.str() +
                    "'; use loadData");
    }
    emit_sql(emit, target.dialect().insert_or_update(upsert, target.site()));
  });
}

std::span<const ChangeType* const> load_data_changes() {
  static constexpr const ChangeType* types[] = {&LoadData::kind, &LoadUpdateData::kind};
  return types;
}

}  // namespace ebbtide
