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
#include <thread>

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
  try {
    connection_.execute({tables_.free_lock()});
    connection_.unlock(name_);
  } catch (const Error&) {
    // The session is gone, and its lock with it; the row shows our name, so the next run of ours
    // takes it over.
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

void Lock::take_row() {
  prepare_table(connection_, tables_);
  for (bool is_first = true; !try_take_row(); is_first = false) {
    const auto known = holders(connection_, tables_);
    if (known.empty()) continue;
    if (contains(known.front().holder, own_mark)) {
      report_.note("The lock row was left by '" + known.front().holder + "' at " +
                   known.front().granted_at + ", whose session is gone; taking it over.");
      connection_.execute({tables_.free_lock()});
      continue;
    }
    if (!has_time_left()) give_up();
    if (is_first)
      report_.note("Waiting for changelog lock, held by " + known.front().holder + " since " +
                   known.front().granted_at + "....");
    wait(options_.poll);
  }
}

void Lock::give_up() const {
  const auto known = holders(connection_, tables_);
  const std::string who = known.empty()
                              ? "another run of ebbtide"
                              : known.front().holder + " since " + known.front().granted_at;
  throw Error("Could not acquire change log lock.  Currently locked by " + who +
              "; wait for it, or free the row with 'release-locks' when its holder is gone");
}

}  // namespace ebbtide
