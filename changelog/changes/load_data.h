#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Settings for a column of a CSV file: which one it is, where it goes, and what its cells are. It
/// means the column of its index, from 0, or of its header or name, in any letter case.
struct LoadColumn : Column {
  static std::span<const Field> fields();
  Integer index;
  Text header, null_placeholder;
  std::optional<bool> allow_update;
  std::string live_type;  ///< the type of the column in the database; empty where that is unknown
};

/// What loadData and loadUpdateData have in common: a CSV file whose first line names the columns.
/// The file is read row by row and never held whole, at the moment the change runs. What each
/// column is, is found once:
///
///   header   settings that mean it                column of the table   cells
///   id       <column index="0" type="NUMERIC"/>   id                    numbers
///   name     <column header="Name" name="who"/>   who                   of the type in the table
///   note     <column name="note" type="skip"/>    none
///
/// A header without settings is the name of its column. Where two headers mean one column, the last
/// one's cell counts, unless the row is a prepared statement, which names it twice.
///
/// Settings that mean no column of the file are a warning, since generated files leave columns out;
/// they are an error where something would be loaded against their word (type `skip`, or an index
/// alone). A row whose number of cells is not that of the headers is an error with its line.
struct CsvChange : ObjectChange {
  Text table, file, encoding, separator = ",", quote = "\"", comment_start = "#";
  std::optional<bool> relative, use_prepared_statements;
  std::vector<LoadColumn> columns;

  std::vector<std::string> problems(const Target&) const override;
  std::vector<Problem> text_problems(const Target&) const override;
  bool is_volatile() const override { return true; }
  std::string checksum(const Hashing&) const override;
  std::vector<HashedText> hashed_texts(const Hashing&) const override;

 protected:
  /// One row on its way into the table.
  struct Cell {
    const LoadColumn* column;
    std::string name;  ///< spelled as SQL
    std::string sql;
    std::vector<Parameter> parameters;
  };
  using TakeRow = std::function<void(std::vector<Cell>)>;

  /// A column of the file as its header and the settings that mean it say.
  struct Bound {
    LoadColumn column;
    std::size_t slot = 0;  ///< its place in a row; columns of one name may share one, the last wins
    bool is_skipped() const;
  };

  using Headers = std::vector<std::string>;
  /// Gives each row of the file to `take`, its cells in the order of the slots. Settings that mean
  /// no column are warned of by `warn`, where it is given. Throws Error with the line of the file.
  void read_rows(const Target& target, const Emit* warn, const TakeRow& take) const;
  /// The columns that the first line of the file names. Throws Error where they cannot be told.
  std::vector<Bound> bound_columns(const std::vector<std::string>& headers,
                                   bool repeats = false) const;
  /// The first line of the file; nothing where it has none.
  std::optional<std::vector<std::string>> headers(const Files& files) const;
  /// Settings that mean no column of the file.
  struct Unmatched {
    const LoadColumn* column;
    std::string message;
  };
  std::vector<Unmatched> unmatched(const Headers& first_line) const;
  void warn_of_unmatched(const Headers& first_line, const Emit& emit) const;
  std::string resolved_file() const;
  /// Whether a row names a column as often as the file does, as Liquibase's prepared statements do.
  virtual bool repeats_columns(const Target&) const { return false; }
  /// Whether a cell of a CLOB column is always the name of a file.
  virtual bool names_clob_files() const { return false; }
  /// Gives steps on; what the database says against one then names the file.
  Emit naming_file(const Emit& emit) const;

 private:
  void add_live_types(std::vector<Bound>& found, const Target& target) const;
  /// A record as a row; `place` is that of the record in its file.
  std::vector<Cell> row_of(const std::vector<Bound>& bound, const std::vector<std::string>& record,
                           const Target& target, const Position& place) const;
  Cell cell_of(const LoadColumn& column, const std::string& text, const Target& target) const;
  std::string text_to_hash(const Hashing& hashing, const std::string& file_sum) const;
};

/// Inserts the rows of a CSV file; which rows those were cannot be told afterwards. Rows of one
/// kind share a statement, 51 of them where the database takes several.
struct LoadData final : CsvChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  void emit(const Target&, const Emit&) const override;

 private:
  bool names_clob_files() const override { return true; }
  bool repeats_columns(const Target& target) const override;
  /// Whether Liquibase makes a prepared statement of the row. Offline it writes no such row at all;
  /// we write its SQL.
  bool prepares(const std::vector<Cell>& row, const Target& target) const;
};

/// Inserts the rows of a CSV file, or changes the rows that have their keys, a statement each. A
/// column with allowUpdate="false" is only inserted. Values from files are refused.
struct LoadUpdateData final : CsvChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text primary_key;
  bool only_update = false;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
  /// Deletes the rows with the keys of the file, as Liquibase does. With onlyUpdate no row was
  /// inserted, and what was changed cannot be told.
  std::optional<Changes> inverse() const override;
};

}  // namespace ebbtide
