#pragma once

#include <string>
#include <vector>

namespace ebbtide {

class Connection;
struct OtherSession;

/// What a lock row that is taken says, as the database writes it; words such as `an unknown holder`
/// where it says nothing.
struct TakenRow {
  std::string granted_at;
  std::string holder;
};

/// What LOCKEDBY says of the holder. Liquibase writes `host (10.0.0.1)`, our runs
/// `host (10.0.0.1) ebbtide 4711 session 815`: the process, and the session as the server calls it
/// (none on SQLite, which has no sessions, and none in version 0.1.0). Behind it may stand what the
/// run has in hand, where whoever comes after a kill has to know: ` for rollback of 2 to 4 rows`.
struct LockHolder {
  std::string host;
  std::string address;  ///< empty where it is not told
  bool is_ours = false;
  int process = 0;
  std::string session = {};
  std::string task = {};

  /// Reads any text: what is neither ours nor Liquibase's is a host without an address.
  static LockHolder parse(std::string_view text);
  /// This machine, as a script says it: whoever runs the script holds no session lock of ours.
  static LockHolder machine();
  /// This process, where no session of the server is its own: its row is honoured as one of
  /// Liquibase's is.
  static LockHolder without_session();
  /// This process on this machine, with its session on the database.
  static LockHolder self(const Connection& connection);
  /// As LOCKEDBY has it, to be parsed again.
  std::string to_text() const;
};

/// What the database shows of the holder: how long ago it took the row, and whether a session from
/// its machine is open. `since 2026-11-22 07:29:45, 3 minutes ago; no session from 10.9.8.7 is open
/// on this database`.
std::string evidence_of(Connection& connection, const TakenRow& held);

/// Why the holder of a row that is not ours cannot be shown to be gone; empty where it can: no
/// session that may be its is open on the database and all are seen, or, of a file, the row is of
/// another machine or no process of this one has it open.
std::string why_holder_may_live(Connection& connection, const LockHolder& holder);

/// The same by the sessions of a server; `sees_all` whether they are all there are.
std::string why_holder_may_live(const LockHolder& holder, const std::vector<OtherSession>& sessions,
                                bool sees_all);

}  // namespace ebbtide
