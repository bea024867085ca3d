#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "changelog/node.h"
#include "formats/sql_directive.h"

namespace ebbtide {

/// One changeset of a formatted SQL changelog while its lines are read: its attributes from the
/// `--changeset` line, then comments, checksums, rollbacks, preconditions, and SQL. Begun at its
/// line, given each line up to the next such line, and finished once. Borrows the document, which
/// keeps all texts.
class SqlChangeSet {
 public:
  /// Begins a changeset at its `--changeset` line; nothing where the line is none. `logical_path`
  /// is what the file's header gives, maybe empty.
  static std::optional<SqlChangeSet> begin(Document& document, const SqlLine& line,
                                           std::string_view logical_path);

  /// Takes a line, and from `lines` those that belong to it. Throws Error for a directive that is
  /// not written as it must be.
  void take(const SqlLine& line, SqlLines& lines);

  /// Takes a line that is SQL whatever it looks like.
  void take_sql(const SqlLine& line);

  /// The changeset as a node of the tree; it is used up by that. As Liquibase does, only the last
  /// one of a file may end its SQL with Oracle's slash. Throws Error where there is no SQL.
  Node finish(bool is_last);

 private:
  SqlChangeSet(Document& document, const SqlLine& header);

  void add_header_attributes(std::string_view logical_path);
  bool take_comment(const SqlLine& line);
  bool take_valid_checksum(const SqlLine& line);
  bool take_rollback(const SqlLine& line, SqlLines& lines);
  void take_rollback_block(const SqlLine& start, SqlLines& lines);
  void add_rollback_text(const SqlLine& line, const std::string& text);
  bool take_preconditions(const SqlLine& line);
  void begin_preconditions(const SqlLine& line, std::string_view rest);
  Node& preconditions(std::size_t offset);
  void finish_sql(std::string_view sql, bool is_last);
  void finish_rollback();
  void add_rollback_reference(Node& rollback, const std::string& text);

  Document* document_;
  SqlLine header_;
  Node node_;
  std::optional<Node> preconditions_;
  std::optional<std::string> comment_;
  std::string sql_, rollback_;
  bool is_rollback_block_ = false;
  std::size_t sql_offset_ = 0, rollback_offset_ = 0;
};

}  // namespace ebbtide
