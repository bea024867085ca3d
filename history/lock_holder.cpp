// Is the holder of a row still at work? Of our own runs the session lock tells, for it dies with
// its session. Of Liquibase only the row is there, and nobody may take a lock from a deployment
// because it is slow. So `release-locks` asks what can be seen, and each doubt speaks for the
// holder:
//
//   psql, mysqldump, DBeaver and others that say their name   not its
//   the name of a driver, Liquibase's own, or none             may be its
//   any other name                                             may be its if it is on its machine
//   this user is not shown all sessions                        it may be one of the hidden
//   a SQLite file that a process of this machine has open      may be its
//
// A machine is known by the address in the row, or where the session has none or a loopback's, by
// its host name. Times are only told, never judged: both are of the database's clock, so the age in
// a message is right whatever this machine's clock and zone are.
#include "history/lock_holder.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>
#include <csignal>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <sstream>

#include "database/connection.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view own_mark = " ebbtide ";
constexpr std::string_view session_mark = " session ";
constexpr std::string_view task_mark = " for ";

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

/// Whether the holder seems to be at work, by the sessions that are open on the database.
std::string sessions_of(const std::string& holder, const std::vector<OtherSession>& sessions) {
  if (sessions.empty())
    return "no other session is open on this database, so the holder seems to be gone";
  const LockHolder known = LockHolder::parse(holder);
  const std::string& address = known.address;
  for (const OtherSession& session : sessions) {
    if (known.is_ours && !known.session.empty() && session.id == known.session)
      return "its session is open (" + session.about + ")";
  }
  for (const OtherSession& session : sessions) {
    if (!address.empty() && session.host == address)
      return "a session from " + address + " is open (" + session.about + ")";
  }
  constexpr std::size_t most = 5;
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < sessions.size() && i < most; ++i)
    seen.push_back((sessions[i].host.empty() ? "here" : sessions[i].host) + " (" +
                   sessions[i].about + ")");
  if (sessions.size() > most) seen.push_back(count_of(sessions.size() - most, "session") + " more");
  return "no session from " + (address.empty() ? "its machine" : address) +
         " is open on this database; others are: " + join(seen, ", ");
}

/// Programs that say their name and are no Liquibase.
bool is_other_tool(std::string_view program) {
  constexpr std::array tools{"psql",      "pg_dump", "pgadmin", "dbeaver", "datagrip",
                             "mysqldump", "mysql",   "mariadb", "adminer", "ebbtide"};
  const std::string word = lower(program);
  return std::any_of(tools.begin(), tools.end(),
                     [&](std::string_view tool) { return word.starts_with(tool); }) &&
         !contains(word, "connector");
}

/// Names that Liquibase's sessions have: that of the driver, its own, or none.
bool may_be_liquibase(std::string_view program) {
  const std::string word = lower(program);
  return word.empty() || contains(word, "jdbc") || contains(word, "liquibase") ||
         contains(word, "connector");
}

bool is_loopback(std::string_view address) {
  return address.empty() || address == "localhost" || address.starts_with("127.") ||
         address == "::1";
}

std::string own_host_of(const std::string& host) {
  // Liquibase writes its host description behind the name.
  return host.substr(0, host.find('#'));
}

bool is_same_machine(const LockHolder& holder, const OtherSession& session) {
  if (!holder.address.empty() && session.host == holder.address) return true;
  return is_loopback(session.host) && own_host_of(holder.host) == host_name();
}

bool is_alive(int process) {
  return process > 0 && process != ::getpid() && (::kill(process, 0) == 0 || errno == EPERM);
}

/// Of a file: only processes of this machine can be seen.
std::string why_process_may_live(Connection& connection, const LockHolder& holder) {
  if (own_host_of(holder.host) != host_name()) return "";
  if (is_alive(holder.process))
    return "its process " + std::to_string(holder.process) + " is alive on this machine";
  const auto others = connection.other_sessions();
  if (holder.is_ours || !others || others->empty()) return "";
  return "another process of this machine has the database open: " + others->front().about;
}

}  // namespace

LockHolder LockHolder::parse(std::string_view text) {
  LockHolder holder;
  if (const std::size_t mark = text.find(own_mark); mark != std::string_view::npos) {
    std::string_view rest = text.substr(mark + own_mark.size());
    holder.is_ours = true;
    if (const std::size_t task = rest.find(task_mark); task != std::string_view::npos) {
      holder.task = trim(rest.substr(task + task_mark.size()));
      rest = rest.substr(0, task);
    }
    std::from_chars(rest.data(), rest.data() + rest.size(), holder.process);
    if (const std::size_t session = rest.find(session_mark); session != std::string_view::npos)
      holder.session = trim(rest.substr(session + session_mark.size()));
    text = text.substr(0, mark);
  }
  const std::size_t open = text.rfind(" ("), close = text.rfind(')');
  const bool has_address =
      open != std::string_view::npos && close != std::string_view::npos && open < close;
  if (has_address) holder.address = text.substr(open + 2, close - open - 2);
  holder.host = trim(has_address ? text.substr(0, open) : text);
  return holder;
}

LockHolder LockHolder::machine() { return {host_name(), own_address()}; }

LockHolder LockHolder::without_session() {
  LockHolder holder = machine();
  holder.host += " process " + std::to_string(::getpid());
  return holder;
}

LockHolder LockHolder::self(const Connection& connection) {
  return {host_name(), own_address(), true, ::getpid(), connection.session_id()};
}

std::string LockHolder::to_text() const {
  std::string text = host + (address.empty() ? "" : " (" + address + ")");
  if (is_ours) text += std::string(own_mark) + std::to_string(process);
  if (!session.empty()) text += std::string(session_mark) + session;
  if (!task.empty()) text += std::string(task_mark) + task;
  return text;
}

std::string evidence_of(Connection& connection, const TakenRow& held) {
  const Rows now = connection.query({"SELECT " + std::string(connection.facts().spellings.now)});
  const std::string age =
      now.rows.empty() ? "" : age_of(held.granted_at, now.rows[0][0].value_or(""));
  std::string text = "since " + held.granted_at + (age.empty() ? "" : ", " + age + " ago");
  // A file has no sessions, only processes of this machine that have it open.
  if (connection.session_id().empty()) return text;
  const auto sessions = connection.other_sessions();
  return sessions ? text + "; " + sessions_of(held.holder, *sessions) : text;
}

std::string why_holder_may_live(const LockHolder& holder, const std::vector<OtherSession>& sessions,
                                bool sees_all) {
  for (const OtherSession& session : sessions) {
    if (is_other_tool(session.program)) continue;
    if (!may_be_liquibase(session.program) && !is_same_machine(holder, session)) continue;
    return "a session that may be its is open on this database, from " +
           (session.host.empty() ? "this machine or one that is not told" : session.host) + " (" +
           session.about + ")";
  }
  return sees_all ? "" : "this user may not see the sessions of others, of which one may be its";
}

std::string why_holder_may_live(Connection& connection, const LockHolder& holder) {
  if (connection.session_id().empty()) return why_process_may_live(connection, holder);
  const auto sessions = connection.other_sessions();
  return why_holder_may_live(holder, sessions.value_or(std::vector<OtherSession>{}),
                             sessions && connection.sees_other_sessions());
}

}  // namespace ebbtide
