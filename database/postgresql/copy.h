#pragma once

#include <cstdint>
#include <string>
#include <string_view>

extern "C" {
using PGconn = struct pg_conn;
}

namespace ebbtide {

/// What came of a COPY … FROM STDIN.
struct CopyAnswer {
  std::int64_t rows = 0;
  std::string message;  ///< what is wrong; empty for nothing
  std::string state;
};

/// Runs the statement and gives it the rows, in the form that it asks for. The session waits for a
/// statement when it is called, and when it returns.
CopyAnswer copy_rows(PGconn* session, const std::string& statement, std::string_view rows);

}  // namespace ebbtide
