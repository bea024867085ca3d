// The server's refusals by number, and what an administrator would have to type. The account to
// grant to is the one that the server has matched, CURRENT_USER(), not the one that was given:
// ann@10.0.0.7 may be known as ann@'%'.
#include "database/mysql/advice.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr int access_to_database_denied = 1044, access_denied = 1045, unknown_database = 1049,
              command_denied = 1142, column_denied = 1143, privilege_needed = 1227,
              routine_denied = 1370, no_socket = 2002, no_server = 2003, no_host = 2005;

/// `ann@%` as `'ann'@'%'`.
std::string grantee(std::string_view account) {
  const std::size_t at = account.rfind('@');
  if (at == std::string_view::npos) return "'" + std::string(account) + "'";
  return "'" + std::string(account.substr(0, at)) + "'@'" + std::string(account.substr(at + 1)) +
         "'";
}

std::string backticked(std::string_view name) { return "`" + replace_all(name, "`", "``") + "`"; }

/// What stands between two marks behind some words; empty where they are not there.
std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  if (from == std::string_view::npos) return {};
  text.remove_prefix(from + begin.size());
  const std::size_t to = text.find(end);
  return to == std::string_view::npos ? std::string_view{} : text.substr(0, to);
}

/// A server that names the table alone means one of the database of the session.
std::string place_of(std::string_view message, std::string_view database) {
  const std::string_view told = between(message, "`", "`.`");
  const std::string_view name = told.empty() ? database : told;
  return name.empty() ? "<database>.*" : backticked(name) + ".*";
}

std::string missing_right(std::string_view rights, const std::string& place,
                          const std::string& who) {
  return "; let an administrator run GRANT " + upper(rights) + " ON " + place + " TO " + who;
}

}  // namespace

std::string mysql_advice(int code, std::string_view message, std::string_view account,
                         std::string_view database) {
  const std::string who = grantee(account);
  if (code == command_denied || code == column_denied || code == routine_denied) {
    const std::size_t end = message.find(" command denied");
    if (end == std::string_view::npos) return "";
    return missing_right(message.substr(0, end), place_of(message, database), who);
  }
  if (code == access_to_database_denied) {
    const std::string_view name = between(message, "to database '", "'");
    return missing_right("ALL", backticked(name.empty() ? database : name) + ".*", who);
  }
  if (code == privilege_needed) {
    const std::string_view rights = between(message, "(at least one of) the ", " privilege");
    return rights.empty() ? "" : missing_right(rights, "*.*", who);
  }
  return "";
}

std::string mysql_connect_advice(int code, std::string_view message, std::string_view user) {
  if (code == access_denied) {
    const std::string nobody =
        user.empty() ? "; no username was given, so the system user is meant: give --username" : "";
    return nobody + (contains(message, "using password: NO")
                         ? "; give --password, or better LIQUIBASE_COMMAND_PASSWORD, of a Flyway "
                           "project FLYWAY_PASSWORD"
                         : "; check --username and --password (or LIQUIBASE_COMMAND_PASSWORD), of "
                           "a Flyway project -user and -password (or FLYWAY_PASSWORD)");
  }
  if (code == unknown_database)
    return "; check the name in the URL, or create it: CREATE DATABASE " +
           backticked(between(message, "database '", "'"));
  if (code == access_to_database_denied) {
    const std::string_view host = between(message, "'@'", "'");
    const std::string_view name = between(message, "for user '", "'@'");
    return mysql_advice(code, message, std::string(name) + "@" + std::string(host), "") +
           ", or check the name in the URL";
  }
  if (code == no_socket || code == no_server || code == no_host)
    return "; check that the server runs, and the host and the port of the URL";
  return "";
}

// The codes of the client library stand behind its message. A server that is told to stop, or has
// no connection left, will do later.
ConnectTrouble mysql_connect_trouble(std::string_view message) {
  constexpr auto not_ready = std::to_array<std::string_view>(
      {"(2002)", "(2003)", "(2005)", "(2006)", "(2013)", "(2055)", "(1040)", "(1053)"});
  if (contains(message, "(1045)") && contains(message, "using password: NO"))
    return ConnectTrouble::needs_password;
  const bool is_not_ready =
      std::any_of(not_ready.begin(), not_ready.end(),
                  [&](std::string_view code) { return contains(message, code); });
  return is_not_ready ? ConnectTrouble::not_ready : ConnectTrouble::other;
}

}  // namespace ebbtide
