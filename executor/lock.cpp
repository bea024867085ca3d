// Two locks make one. The session lock is the truth: PostgreSQL's advisory lock, MySQL's GET_LOCK
// or a lock on the SQLite file. The database frees it when the session ends, however it ends, so a
// killed run leaves nothing behind. The row of DATABASECHANGELOGLOCK is Liquibase's: it is taken as
// well, so that a Liquibase that starts meanwhile waits, and it is honoured, so that we wait for a
// Liquibase. The states a run can find:
//
//   session lock taken             another run of ours is at work: wait
//   free, row free                 take both
//   free, row taken, by ours       its run is gone, or it would hold the session lock: take it over
//   free, row taken, by Liquibase  it may be at work: wait
//
// The session lock is asked for again and again rather than waited for inside the server: a waiting
// statement would hold a snapshot, and CREATE INDEX CONCURRENTLY waits for every old snapshot.
#include "executor/lock.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iomanip>
#include <sstream>
#include <thread>
#include <utility>

#include "database/dialect.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::string_view own_mark = " ebbtide ";

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

/// The first address of this machine that is not its loopback; empty where there is none.
std::string own_address() {
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return "";
  std::string address;
  for (const ifaddrs* one = list; one != nullptr && address.empty(); one = one->ifa_next) {
    const bool counts = one->ifa_addr != nullptr && one->ifa_addr->sa_family == AF_INET &&
                        (one->ifa_flags & IFF_LOOPBACK) == 0;
    if (!counts) continue;
    std::array<char, INET_ADDRSTRLEN> text{};
    const auto* const place = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
    if (::inet_ntop(AF_INET, &place->sin_addr, text.data(), text.size()) != nullptr)
      address = text.data();
  }
  ::freeifaddrs(list);
  return address;
}

bool is_true(const std::optional<std::string>& value) {
  return value && (*value == "1" || equals_ignoring_case(*value, "t") ||
                   equals_ignoring_case(*value, "true"));
}

bool table_exists(Connection& connection, const TrackingTables& tables) {
  return connection.catalog(tables.names().defaults())->table(tables.lock_name()).has_value();
}

void prepare_table(Connection& connection, const TrackingTables& tables) {
  if (!table_exists(connection, tables)) {
    try {
      connection.execute({tables.create_lock()});
    } catch (const DatabaseError&) {
      if (!table_exists(connection, tables)) throw;  // else a Liquibase was faster
    }
  }
  if (!connection.query({tables.read_lock()}).rows.empty()) return;
  for (const std::string& sql : tables.init_lock()) connection.execute({sql});
}

/// Seconds since 1970 of `2026-11-22 07:29:45…`, as if it were UTC; nothing for any other text.
std::optional<std::int64_t> seconds_of(const std::string& moment) {
  std::tm parts{};
  std::istringstream text(moment);
  char separator = ' ';
  text >> std::get_time(&parts, "%Y-%m-%d") >> std::noskipws >> separator >>
      std::get_time(&parts, "%H:%M:%S");
  return text.fail() ? std::nullopt : std::optional<std::int64_t>(::timegm(&parts));
}

/// `3 minutes`; empty where the moments cannot be read.
std::string age_of(const std::string& then, const std::string& now) {
  const auto from = seconds_of(then), to = seconds_of(now);
  if (!from || !to || *to < *from) return "";
  const auto seconds = static_cast<std::size_t>(*to - *from);
  constexpr std::size_t minute = 60, hour = 60 * minute, day = 24 * hour;
  if (seconds >= 2 * day) return count_of(seconds / day, "day");
  if (seconds >= 2 * hour) return count_of(seconds / hour, "hour");
  return seconds >= 2 * minute ? count_of(seconds / minute, "minute") : count_of(seconds, "second");
}

/// Liquibase writes its address in brackets behind the name of its machine.
std::string address_of(const std::string& holder) {
  const std::size_t open = holder.rfind('('), close = holder.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return "";
  return holder.substr(open + 1, close - open - 1);
}

/// Whether the holder seems to be at work, by the sessions that are open on the database.
std::string sessions_of(const std::string& holder, const std::vector<OtherSession>& sessions) {
  if (sessions.empty())
    return "no other session is open on this database, so the holder seems to be gone";
  const std::string address = address_of(holder);
  for (const OtherSession& session : sessions) {
    if (!address.empty() && session.host == address)
      return "a session from " + address + " is open (" + session.about + ")";
  }
  std::vector<std::string> seen;
  for (const OtherSession& session : sessions)
    seen.push_back((session.host.empty() ? "here" : session.host) + " (" + session.about + ")");
  return "no session from " + (address.empty() ? "its machine" : address) +
         " is open on this database; others are: " + join(seen, ", ");
}

std::string session_lock_name(const TrackingTables& tables) {
  const Defaults& defaults = tables.names().defaults();
  return defaults.catalog + "." + defaults.schema + "." + tables.lock();
}

}  // namespace

std::string Lock::own_name() {
  const std::string address = own_address();
  return host_name() + (address.empty() ? "" : " (" + address + ")") + std::string(own_mark) +
         std::to_string(::getpid());
}

std::vector<LockRow> Lock::holders(Connection& connection, const TrackingTables& tables) {
  std::vector<LockRow> holders;
  if (!table_exists(connection, tables)) return holders;
  for (const Row& row : connection.query({tables.read_lock()}).rows) {
    if (is_true(row[1])) holders.push_back({row[2].value_or(""), row[3].value_or("")});
  }
  return holders;
}

void Lock::force_release(Connection& connection, const TrackingTables& tables) {
  prepare_table(connection, tables);
  connection.execute({tables.free_lock()});
}

void Lock::release(Connection& connection, const TrackingTables& tables) {
  const std::string name = session_lock_name(tables);
  if (!connection.try_lock(name)) {
    const auto known = holders(connection, tables);
    throw Error("the lock is not stale: " + (known.empty() ? "a run" : known.front().holder) +
                " is at work on this database and holds its session lock; let it finish or stop it "
                "('release-locks --force' frees the row of the table, not the session lock)");
  }
  force_release(connection, tables);
  connection.unlock(name);
}

std::string Lock::evidence(Connection& connection, const TrackingTables& tables,
                           const LockRow& row) {
  const Dialect& dialect = tables.names().dialect();
  const Rows now = connection.query({"SELECT " + std::string(dialect.now())});
  const std::string age =
      now.rows.empty() ? "" : age_of(row.granted_at, now.rows[0][0].value_or(""));
  const std::string text = "since " + row.granted_at + (age.empty() ? "" : ", " + age + " ago");
  const auto sessions = connection.other_sessions();
  return sessions ? text + "; " + sessions_of(row.holder, *sessions) : text;
}

Lock::Lock(Connection& connection, const TrackingTables& tables, const LockOptions& options,
           const Interruption& interruption, Report& report)
    : connection_(connection),
      tables_(tables),
      options_(options),
      interruption_(interruption),
      report_(report),
      name_(session_lock_name(tables)),
      deadline_(steady_clock::now() + options.wait) {
  take_session_lock();
  try {
    take_row();
  } catch (...) {
    connection_.unlock(name_);
    throw;
  }
}

Lock::~Lock() {
  // The word to stop a statement may come late and stop the one that frees the row.
  constexpr int attempts = 3;
  for (int i = 0; i < attempts; ++i) {
    try {
      connection_.execute({tables_.free_lock()});
      connection_.unlock(name_);
      return;
    } catch (const ConnectionLost&) {
      return;  // the session lock is gone with it, and the next run of ours takes over the row
    } catch (const Error&) {
      continue;
    }
  }
}

bool Lock::has_time_left() const { return steady_clock::now() < deadline_; }

void Lock::wait(milliseconds time) const {
  const auto end = std::min(steady_clock::now() + time, deadline_);
  while (steady_clock::now() < end) {
    interruption_.check();
    std::this_thread::sleep_for(
        std::min<steady_clock::duration>(end - steady_clock::now(), milliseconds(100)));
  }
}

void Lock::take_session_lock() {
  constexpr milliseconds shortest(50), longest(1000);
  milliseconds pause = shortest;
  for (bool is_first = true; !connection_.try_lock(name_); is_first = false) {
    if (!has_time_left()) give_up();
    if (is_first) report_.note("Waiting for changelog lock....");
    wait(pause);
    pause = std::min(pause * 2, longest);
  }
}

bool Lock::try_take_row() { return connection_.execute({tables_.take_lock(own_name())}) == 1; }

/// A row that is missing, or says neither yes nor no, can be taken by nobody.
void Lock::mend_row() {
  for (const std::string& sql : tables_.init_lock()) connection_.execute({sql});
}

void Lock::take_row() {
  prepare_table(connection_, tables_);
  bool was_told = false, was_mended = false;
  while (!try_take_row()) {
    const auto known = holders(connection_, tables_);
    if (known.empty()) {
      if (!std::exchange(was_mended, true)) mend_row();
      if (!has_time_left()) give_up();
      wait(milliseconds(50));
      continue;
    }
    if (contains(known.front().holder, own_mark)) {
      report_.note("The lock row was left by '" + known.front().holder + "' at " +
                   known.front().granted_at + ", whose session is gone; taking it over.");
      connection_.execute({tables_.free_lock()});
      continue;
    }
    if (!has_time_left()) give_up();
    if (!std::exchange(was_told, true))
      report_.note("Waiting for changelog lock, held by " + known.front().holder + " " +
                   evidence(connection_, tables_, known.front()) + "....");
    wait(options_.poll);
  }
}

void Lock::give_up() const {
  const auto known = holders(connection_, tables_);
  const std::string who =
      known.empty() ? "another run of ebbtide"
                    : known.front().holder + " " + evidence(connection_, tables_, known.front());
  throw Error("Could not acquire change log lock.  Currently locked by " + who +
              "; wait for it (--lock-wait=SECONDS), or free the row with 'release-locks' when its "
              "holder is gone");
}

}  // namespace ebbtide
