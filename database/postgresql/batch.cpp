// What of a changeset has to be asked by nobody travels together: BEGIN, its statements, its row of
// the history and COMMIT are sent in one go, and the server's answers are read as they come. This
// is libpq's pipeline: each statement is a Parse, Bind, Execute of its own, and one Sync stands
// behind them all.
//
//   What fails is known by counting. The server answers each statement in its order, and a failure
//   stands in the place of the answer; all that follows up to the Sync is passed over by the server
//   and answered as such. So the first failure names its statement, with a position that counts in
//   this statement's own text, and nothing behind it ran, the COMMIT not either: the transaction is
//   left for the caller to undo.
//   A Flush lets the server answer when a statement is done, and not when all are: progress stays
//   visible. It stands behind those that somebody waits for while others follow, since it costs.
//   For 1,000 changesets of one statement the server worked 1.1 times as long as for one text of
//   all statements, with a Flush behind everything 1.2 times. The one text shows every answer at
//   its end, is parsed as a whole before the first statement runs, and has positions that count
//   from its beginning, so that it would take guessing to name what failed.
//   All statements stand between BEGIN and COMMIT: without these a pipeline would be a transaction
//   too, up to its Sync, and what is to be kept by itself would be undone by what fails behind it.
//   So outside of a transaction nothing is queued, nor behind a statement of a changeset that has
//   ended it. A message of this kind holds one statement, so that texts of several go alone, and so
//   does COPY, behind which the server would wait for rows.
//   A COMMIT in a transaction that has failed is no error to the server; it answers ROLLBACK, which
//   is taken for the failure that it is.
//   A connection that is lost leaves open how far the server came: it may have read all of the
//   batch and goes on to its end. Where a COMMIT was among it the history has to be asked.
//   Whoever cancels hits the statement that the server is at, or the gap between two, where nothing
//   is cancelled. So it is tried again when the next answer has come.
#include "database/postgresql/batch.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string_view>
#include <vector>

#include "database/tcp.h"
#include "sql/edit.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

std::string text_of(const char* text) { return text == nullptr ? "" : text; }

/// Rows that come back are not changed by it, though the server counts them too.
std::int64_t changed_rows(PGresult& result) {
  if (PQnfields(&result) > 0) return 0;
  const std::string_view text = PQcmdTuples(&result);
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

void cancel(PGconn* link) {
  const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(link), &PQfreeCancel);
  std::string error(256, '\0');
  if (cancel) PQcancel(cancel.get(), error.data(), static_cast<int>(error.size()));
}

class Pipeline {
 public:
  Pipeline(PGconn* link, AnswerWatch& watch, std::atomic<bool>& is_cancelled)
      : link_(link), watch_(watch), is_cancelled_(is_cancelled) {
    is_cancelled_ = false;
    PQenterPipelineMode(link_);
  }
  ~Pipeline() { PQexitPipelineMode(link_); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void send(const PostgresqlBatch& batch, const sql::Syntax& syntax) {
    const AnswerWatch::Waiting waiting(watch_);
    const auto is_awaited = [](const PostgresqlQueued& one) { return bool(one.answered); };
    const auto last = std::find_if(batch.rbegin(), batch.rend(), is_awaited);
    const auto flushed = static_cast<std::size_t>(batch.rend() - last);
    for (std::size_t i = 0; i < batch.size() && !failure_; ++i) {
      const Statement& statement = batch[i].statement;
      const PostgresqlValues values(statement);
      const std::string text =
          values.pointers.empty() ? statement.sql : numbered(statement.sql, syntax);
      const bool is_sent =
          PQsendQueryParams(link_, text.c_str(), static_cast<int>(values.pointers.size()), nullptr,
                            values.pointers.data(), nullptr, nullptr, 0) == 1 &&
          (!is_awaited(batch[i]) || i + 1 >= flushed || PQsendFlushRequest(link_) == 1);
      if (is_sent) {
        ++sent_;
      } else {
        fail(i, nullptr);
      }
    }
    if (PQpipelineSync(link_) == 0) fail(0, nullptr);
  }

  void receive(const PostgresqlBatch& batch) {
    for (std::size_t i = 0; i < sent_ && !is_lost(); ++i) take(batch[i], i);
    // The end of the pipeline, at which the server takes statements again.
    while (!is_lost()) {
      const Result result = next();
      if (!result || PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
    }
    if (is_lost() && !failure_) fail(batch.size() - 1, nullptr);
    if (failure_ && is_lost()) failure_->is_lost = true;
  }

  const std::optional<PostgresqlFailure>& failure() const { return failure_; }
  void rethrow() const { teller_.rethrow(); }

 private:
  bool is_lost() const { return PQstatus(link_) == CONNECTION_BAD; }

  Result next() const {
    const AnswerWatch::Waiting waiting(watch_);
    return Result(PQgetResult(link_));
  }

  /// The answer to one statement, and the mark that ends it.
  void take(const PostgresqlQueued& queued, std::size_t at) {
    const Result result = next();
    const ExecStatusType status = PQresultStatus(result.get());
    const bool is_done =
        status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
    const bool is_undone =
        is_done && queued.is_commit && std::string_view(PQcmdStatus(result.get())) != "COMMIT";
    if (!is_done && status != PGRES_PIPELINE_ABORTED) {
      fail(at, result.get());
    } else if (is_undone) {
      failure_ = {at, "the server has undone the transaction", "25P02"};
    } else if (is_done) {
      tell(queued, *result);
    }
    while (!is_lost() && next()) {
    }
  }

  void tell(const PostgresqlQueued& queued, PGresult& result) {
    if (is_cancelled_.exchange(false)) cancel(link_);
    teller_.tell(queued.answered, changed_rows(result));
  }

  /// Only the first one counts.
  void fail(std::size_t at, PGresult* result) {
    if (failure_) return;
    failure_ = {
        at,
        result == nullptr ? text_of(PQerrorMessage(link_)) : text_of(PQresultErrorMessage(result)),
        result == nullptr ? "" : text_of(PQresultErrorField(result, PG_DIAG_SQLSTATE))};
  }

  PGconn* link_;
  AnswerWatch& watch_;
  std::atomic<bool>& is_cancelled_;
  std::size_t sent_ = 0;
  std::optional<PostgresqlFailure> failure_;
  AnswerTeller teller_;
};

}  // namespace

std::string numbered(std::string_view sql, const sql::Syntax& syntax) {
  return sql::with_parameters(sql, syntax,
                              [](std::size_t i) { return "$" + std::to_string(i + 1); });
}

PostgresqlValues::PostgresqlValues(const Statement& statement) {
  texts.reserve(statement.parameters.size());
  for (const Parameter& parameter : statement.parameters) {
    if (parameter.value)
      texts.push_back(parameter.binary ? "\\x" + hex(*parameter.value) : *parameter.value);
    pointers.push_back(parameter.value ? texts.back().c_str() : nullptr);
  }
}

std::optional<PostgresqlFailure> play(const PostgresqlBatch& batch, PGconn* link,
                                      const sql::Syntax& syntax, AnswerWatch& watch,
                                      std::atomic<bool>& is_cancelled) {
  Pipeline pipeline(link, watch, is_cancelled);
  pipeline.send(batch, syntax);
  pipeline.receive(batch);
  if (!pipeline.failure()) pipeline.rethrow();
  return pipeline.failure();
}

}  // namespace ebbtide
