#include "database/postgresql/copy.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace ebbtide {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Result keep(PGresult* result) { return {result, &PQclear}; }

std::string text_of(const char* text) { return text == nullptr ? "" : text; }

CopyAnswer failure(PGconn* session, const PGresult* result) {
  CopyAnswer answer;
  answer.message =
      text_of(result == nullptr ? PQerrorMessage(session) : PQresultErrorMessage(result));
  if (answer.message.empty()) answer.message = "the COPY was not answered";
  if (result != nullptr) answer.state = text_of(PQresultErrorField(result, PG_DIAG_SQLSTATE));
  return answer;
}

/// Reads answers to the last one; what is wrong with one of them counts.
CopyAnswer read_answers(PGconn* session) {
  CopyAnswer answer;
  while (const Result result = keep(PQgetResult(session))) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK) {
      const std::string rows = text_of(PQcmdTuples(result.get()));
      std::from_chars(rows.data(), rows.data() + rows.size(), answer.rows);
    } else if (answer.message.empty()) {
      answer = failure(session, result.get());
    }
  }
  return answer;
}

}  // namespace

CopyAnswer copy_rows(PGconn* session, const std::string& statement, std::string_view rows) {
  const Result begun = keep(PQexec(session, statement.c_str()));
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return failure(session, begun.get());
  constexpr std::size_t most = std::size_t{64} * 1024;
  bool goes_on = true;
  while (goes_on && !rows.empty()) {
    const std::string_view piece = rows.substr(0, most);
    goes_on = PQputCopyData(session, piece.data(), static_cast<int>(piece.size())) == 1;
    rows.remove_prefix(piece.size());
  }
  if (!goes_on || PQputCopyEnd(session, nullptr) != 1) return failure(session, nullptr);
  return read_answers(session);
}

}  // namespace ebbtide
