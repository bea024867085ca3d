// What of a changeset has to be asked by nobody travels together: the notes of the journal, its
// statements, its row of the history and COMMIT are one packet of several statements. The server
// takes them apart as if each had been sent alone, runs one after the other, answers each when it
// is done, and stops at the first that fails: nothing behind it runs.
//
//   Which one failed is known by counting, for each statement has one answer. Those that could have
//   more or none (CALL, blocks, texts of several, comments for other versions) go alone. The
//   connector tells neither the end from an answer without rows, nor how many rows any but the
//   first has changed: a SELECT ROW_COUNT() behind a statement tells it, and one last answer with
//   rows stands behind all, which tells that none was missed. If one was, nobody knows any more
//   what was answered, and the connection is given up.
//   Nobody can look at a count before the COMMIT that stands behind it. So where a row has to be
//   changed the count fails by itself: a subquery then has one row too many.
//   A statement that asks for what the server knows of the one before (ROW_COUNT(), SHOW WARNINGS)
//   must find nothing in between; both go alone.
//   A packet is at most half of what the server takes, so that what the server makes of it fits.
//   The server quotes what follows in the text when it cannot read a statement, and would quote the
//   rest of the packet. It is asked once more, with the statement alone, which it prepares and does
//   not run, and so says what it would have said.
//   A note of the journal that fails is passed over: the rest is sent again without it. But an
//   error that has undone the whole transaction (a deadlock, a wait that took too long) is none to
//   pass over, whatever statement it was told of. When this side dies or the network does, the
//   server goes on to the end of the packet: found is a finished changeset, or a prefix of its
//   statements, each behind its note. With a COMMIT among what was sent, the history has to be
//   asked what became of it.
#include "database/mysql/batch.h"

#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include "database/tcp.h"

namespace ebbtide {
namespace {

constexpr std::string_view parting = "\n;\n", all_told = "SELECT 'ebbtide: all is told'";
/// As many rows as the statement before has changed.
constexpr std::string_view count = "SELECT ROW_COUNT()",
                           count_of_some =
                               "SELECT IF(ROW_COUNT() > 0, ROW_COUNT(), (SELECT 1 UNION SELECT 2))";
constexpr int too_many_rows = 1242, interrupted = 1317;

/// What changes rows is asked how many; what defines something is not.
std::string_view count_behind(const MysqlQueued& queued) {
  if (queued.fails_by == FailsBy::no_change) return count_of_some;
  const bool is_counted =
      queued.answered && queued.fails_by == FailsBy::error && !queued.is_definition;
  return is_counted ? count : std::string_view();
}

/// The answers of one packet, in order.
class Answers {
 public:
  Answers(::sql::Statement& work, AnswerWatch* watch) : work_(work), watch_(watch) {}

  void send(const std::string& packet) {
    waiting([&] { has_rows_ = work_.execute(packet); });
    is_first_ = true;
  }
  /// The number of rows a definition changed, or that the first answer tells.
  std::int64_t plain() {
    std::int64_t changed = 0;
    if (is_first_ && !has_rows_) changed = static_cast<std::int64_t>(work_.getUpdateCount());
    if (has_rows_) drop_rows();
    return changed;
  }
  /// The value of the one row of an answer; empty where it has none.
  std::string value() {
    if (!has_rows_) return "";
    const std::unique_ptr<::sql::ResultSet> rows(work_.getResultSet());
    return rows->next() ? rows->getString(1).asStdString() : "";
  }
  void next() {
    waiting([&] { has_rows_ = work_.getMoreResults(); });
    is_first_ = false;
  }

 private:
  template <class Work>
  void waiting(const Work& work) {
    std::optional<AnswerWatch::Waiting> waiting;
    if (watch_ != nullptr) waiting.emplace(*watch_);
    work();
  }
  void drop_rows() { const std::unique_ptr<::sql::ResultSet> unread(work_.getResultSet()); }

  ::sql::Statement& work_;
  AnswerWatch* watch_;
  bool has_rows_ = false;
  bool is_first_ = true;
};

}  // namespace

std::size_t size_in_packet(const MysqlQueued& queued) {
  return queued.sql.size() + count_behind(queued).size() + 2 * parting.size();
}

std::string MysqlPlay::packet() const {
  std::string text;
  for (const MysqlQueued& one : batch_) {
    text += one.sql + std::string(parting);
    if (const std::string_view behind = count_behind(one); !behind.empty())
      text += std::string(behind) + std::string(parting);
  }
  return text + std::string(all_told);
}

void MysqlPlay::run(::sql::Connection& link) {
  try {
    read_answers(link);
  } catch (const ::sql::SQLException& error) {
    const bool is_about_count = error.getErrorCode() == too_many_rows && at_ < batch_.size() &&
                                batch_[at_].fails_by == FailsBy::no_change;
    if (is_about_count) throw NothingChanged(batch_[at_].sql);
    // Whoever stopped the last word of all has stopped nothing: all before it is done.
    if (at_ < batch_.size() || error.getErrorCode() != interrupted) throw;
  }
  teller_.rethrow();
}

void MysqlPlay::read_answers(::sql::Connection& link) {
  const std::unique_ptr<::sql::Statement> work(link.createStatement());
  Answers answers(*work, watch_);
  answers.send(packet());
  while (at_ < batch_.size()) {
    std::int64_t changed = answers.plain();
    if (!count_behind(batch_[at_]).empty()) {
      answers.next();
      changed = std::max<std::int64_t>(0, std::atoll(answers.value().c_str()));
    }
    teller_.tell(batch_[at_].answered, changed);
    ++at_;  // an error from here on is about the next one
    answers.next();
  }
  if (!all_told.ends_with("'" + answers.value() + "'"))
    throw ConnectionLost("the answers of the server are not those to what was sent",
                         batch_.back().sql, "HY000");
}

}  // namespace ebbtide
