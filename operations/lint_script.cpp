// A file of SQL is read once. What defines something is kept, with its effects, since what comes
// before and behind it may hang on it. Rows are not: of an INSERT that reads no table only the
// place is, and where millions of them follow each other, the place of all of them. They are taken
// apart again when they are judged; of those that are alike but for their values the first is
// enough, where it is harmless.
//
// Where a byte of a statement stands is worked out when somebody asks: most statements have no
// finding.
#include "operations/lint_script.h"

#include <functional>
#include <memory>
#include <optional>

#include "sql/copied_rows.h"
#include "sql/effects.h"
#include "sql/literal_rows.h"
#include "sql/splitter.h"

namespace ebbtide {

std::string readable_sql(std::string text) {
  for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    text.replace(at, end - at + 1, "p" + std::string(end - at, '_'));
  }
  return text;
}

namespace {

/// A statement of a file, of which `begin` is the byte behind its comments.
lint::Statement statement_at(const Source& text, std::uint64_t begin, std::string_view sql,
                             std::size_t comments) {
  lint::Statement statement;
  statement.sql = readable_sql(std::string(sql));
  statement.place = [&text, begin, comments](std::size_t offset, std::string_view) {
    const std::size_t behind = offset > comments ? offset - comments : 0;
    return text.position(begin + behind);
  };
  return statement;
}

/// The code of the statement that the splitter gave last, and that became this one.
sql::Cursor code_for(const lint::Statement& statement, const SqlSplitter& splitter,
                     std::string_view sql, const sql::Syntax& syntax) {
  return statement.sql == sql ? splitter.code() : sql::Cursor(statement.sql, syntax);
}

/// Where a part of a text begins in it.
std::size_t place_in(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

bool is_part_of(std::string_view text, std::string_view part) {
  const std::less<> is_before;
  return !is_before(part.data(), text.data()) && is_before(part.data(), text.data() + text.size());
}

/// Takes statements of a file that need not be read yet, as long as they follow each other into the
/// same rows.
class RowsThatWait {
 public:
  RowsThatWait(lint::Subject& script, std::string_view text) : script_(script), text_(text) {}

  /// Whether the statement that came last waits.
  bool take(const SqlSplitter& splitter, std::string_view sql) {
    if (!splitter.ends_at_semicolons() || !is_part_of(text_, sql)) return false;
    const sql::Cursor code = splitter.code();
    const auto head = sql::head_of_literal_rows(code);
    if (!head && !sql::only_adds_rows(code)) return false;
    add(place_in(text_, sql), sql.size(), head);
    return true;
  }

 private:
  void add(std::size_t begin, std::size_t size, const std::optional<std::string_view>& head) {
    auto& all = script_.waiting;
    const bool goes_on = !all.empty() && all.back().before == script_.statements.size() &&
                         all.back().are_alike == head.has_value() && head.value_or("") == head_;
    if (!goes_on)
      all.push_back(
          {.begin = begin, .before = script_.statements.size(), .are_alike = head.has_value()});
    head_ = head.value_or("");
    all.back().end = begin + size;
    ++all.back().count;
  }

  lint::Subject& script_;
  std::string_view text_;
  std::string_view head_;  ///< of the last ones; empty where these are not alike
};

/// Reads what has waited, until no more of it is wanted.
void read_waiting(const Source& text, const sql::Syntax& syntax, const lint::WaitingRows& rows,
                  const lint::TakeWaiting& take) {
  const std::string_view part =
      std::string_view(text.text()).substr(rows.begin, rows.end - rows.begin);
  SqlSplitter splitter(part, syntax, {});
  splitter.keep_code();
  while (const auto sql = splitter.next_view()) {
    const std::size_t comments = splitter.begin() - place_in(part, *sql);
    auto statement = std::make_unique<lint::Statement>(
        statement_at(text, rows.begin + splitter.begin(), *sql, comments));
    const sql::Cursor code = code_for(*statement, splitter, *sql, syntax);
    if (!take(std::move(statement), code)) return;
  }
}

/// Reads on from a byte of the text, up to the rows of a COPY, which are no SQL. Gives the byte
/// where it goes on.
std::size_t read_from(std::size_t begin, lint::Subject& script, const Source& text,
                      const sql::Syntax& syntax, RowsThatWait* rows) {
  const std::string_view all = text.text();
  SqlSplitter splitter(all.substr(begin), syntax, {});
  splitter.keep_code();
  while (const auto sql = splitter.next_view()) {
    if (rows != nullptr && rows->take(splitter, *sql)) continue;
    const bool has_none = sql::begins_word(sql->front()) || is_only_comments(*sql, syntax);
    const std::size_t comments = has_none ? 0 : comments_before(*sql, syntax);
    script.statements.push_back(statement_at(text, begin + splitter.begin(), *sql, comments));
    lint::Statement& statement = script.statements.back();
    const sql::Cursor code = code_for(statement, splitter, *sql, syntax);
    statement.effects = sql::effects_of(code, syntax);
    const bool has_rows =
        code.sees("copy") && is_part_of(all, *sql) && sql::takes_rows(*sql, syntax);
    if (has_rows) return sql::read_copied_rows(all, place_in(all, *sql) + sql->size()).end;
  }
  return all.size();
}

}  // namespace

void read_statements(lint::Subject& script, const Source& text, const sql::Syntax& syntax,
                     bool rows_wait) {
  script.read = [&text, &syntax](const lint::WaitingRows& rows, const lint::TakeWaiting& take) {
    read_waiting(text, syntax, rows, take);
  };
  RowsThatWait rows(script, text.text());
  std::size_t at = 0;
  do at = read_from(at, script, text, syntax, rows_wait ? &rows : nullptr);
  while (at < text.text().size());
}

}  // namespace ebbtide
