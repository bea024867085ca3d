// PostgreSQL says `permission denied for table t` and `must be owner of view v`; the kind between
// the words decides which right is missing and how GRANT and ALTER call it. Names are not quoted in
// these messages, so that everything behind the kind is one name.
#include "database/postgresql/advice.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What the server calls a kind of object, the rights on it that changesets need, and how GRANT
/// calls it.
struct Rights {
  std::string_view kind;
  std::string_view rights;
  std::string_view in_grant;
};

constexpr std::array rights_by_kind{
    Rights{"schema", "USAGE, CREATE", "SCHEMA"},
    Rights{"table", "ALL", "TABLE"},
    Rights{"relation", "ALL", "TABLE"},
    Rights{"view", "ALL", "TABLE"},
    Rights{"materialized view", "ALL", "TABLE"},
    Rights{"foreign table", "ALL", "TABLE"},
    Rights{"sequence", "ALL", "SEQUENCE"},
    Rights{"database", "CREATE, TEMPORARY", "DATABASE"},
    Rights{"function", "EXECUTE", "FUNCTION"},
    Rights{"procedure", "EXECUTE", "PROCEDURE"},
    Rights{"language", "USAGE", "LANGUAGE"},
    Rights{"type", "USAGE", "TYPE"},
    Rights{"tablespace", "CREATE", "TABLESPACE"},
};

std::string identifier(std::string_view name) {
  const bool is_plain = !name.empty() && !is_digit(name.front()) &&
                        std::all_of(name.begin(), name.end(),
                                    [](char c) { return is_word(c) && !(c >= 'A' && c <= 'Z'); });
  return is_plain ? std::string(name) : "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

/// `schema public` behind the words that begin a refusal; empty where it has no such words.
std::string_view behind(std::string_view message, std::string_view beginning) {
  if (!message.starts_with(beginning)) return {};
  message.remove_prefix(beginning.size());
  return message.substr(0, message.find(';'));
}

struct Object {
  std::string_view kind;
  std::string name;
};

/// The name is the last word: kinds have several, names are not quoted in messages.
Object object_of(std::string_view words) {
  for (const Rights& one : rights_by_kind) {
    if (words.size() > one.kind.size() && words.starts_with(one.kind) &&
        words[one.kind.size()] == ' ')
      return {one.kind, identifier(words.substr(one.kind.size() + 1))};
  }
  return {};
}

/// How GRANT calls the kind, ALTER too, and what it needs; null for kinds that are not known.
const Rights* rights_on(const Object& object) {
  const auto* const found =
      std::find_if(rights_by_kind.begin(), rights_by_kind.end(),
                   [&](const Rights& one) { return one.kind == object.kind; });
  return found == rights_by_kind.end() ? nullptr : found;
}

std::string missing_right(const Object& object, const std::string& user) {
  const Rights* const rights = rights_on(object);
  if (rights == nullptr)
    return "; the user " + user + " lacks a right: let an administrator grant it";
  return "; the user " + user + " lacks a right: let its owner run GRANT " +
         std::string(rights->rights) + " ON " + std::string(rights->in_grant) + " " + object.name +
         " TO " + user;
}

std::string missing_ownership(const Object& object, const std::string& user) {
  const Rights* const rights = rights_on(object);
  std::string beginning = "; the user " + user + " does not own it: run as its owner";
  if (rights == nullptr) return beginning;
  return beginning + ", or let an administrator run ALTER " + std::string(rights->in_grant) + " " +
         object.name + " OWNER TO " + user;
}

/// Words of a refusal to connect, and what to do.
struct Advice {
  std::string_view words;
  std::string_view advice;
};

constexpr std::array connect_advice{
    Advice{"password authentication failed",
           "check --username and --password (or LIQUIBASE_COMMAND_PASSWORD), of a Flyway project "
           "-user and -password (or FLYWAY_PASSWORD)"},
    Advice{"no password supplied",
           "give --password, or better LIQUIBASE_COMMAND_PASSWORD, of a Flyway project "
           "FLYWAY_PASSWORD"},
    Advice{
        "Peer authentication failed",
        "the server lets in only the system user of that name here: name the host in the URL and "
        "give --password"},
    Advice{"no pg_hba.conf entry",
           "let the administrator of the server admit this user from here in pg_hba.conf"},
    Advice{"Connection refused", "check the host and the port of the URL"},
    Advice{"could not translate host name", "check the host of the URL"},
    Advice{"role \"", "check --username"},
};

}  // namespace

std::string postgresql_advice(std::string_view message, std::string_view user) {
  const std::string who = identifier(user);
  if (const auto words = behind(message, "permission denied for "); !words.empty())
    return missing_right(object_of(words), who);
  if (const auto words = behind(message, "must be owner of "); !words.empty())
    return missing_ownership(object_of(words), who);
  if (message.starts_with("permission denied to create role"))
    return "; let an administrator run ALTER ROLE " + who + " CREATEROLE";
  if (message.starts_with("permission denied to create database"))
    return "; let an administrator run ALTER ROLE " + who + " CREATEDB";
  return "";
}

std::string postgresql_connect_advice(std::string_view message, std::string_view user) {
  const std::string nobody =
      user.empty() ? "; no username was given, so the system user is meant: give --username" : "";
  const std::size_t database = message.find("database \"");
  if (database != std::string_view::npos && contains(message, "does not exist")) {
    const std::size_t begin = database + 10;
    const std::string name(message.substr(begin, message.find("\" does not") - begin));
    return "; check the name in the URL, or create it: CREATE DATABASE " + identifier(name);
  }
  const auto* const found =
      std::find_if(connect_advice.begin(), connect_advice.end(),
                   [&](const Advice& one) { return contains(message, one.words); });
  if (found == connect_advice.end()) return "";
  const bool is_about_user =
      !contains(found->advice, "host") && !found->advice.starts_with("let the");
  return is_about_user && !nobody.empty() ? nobody + "; " + std::string(found->advice)
                                          : "; " + std::string(found->advice);
}

ConnectTrouble postgresql_connect_trouble(std::string_view message) {
  constexpr auto not_ready = std::to_array<std::string_view>(
      {"Connection refused", "could not translate host name", "starting up", "shutting down",
       "in recovery mode", "not yet accepting connections", "timeout expired",
       "No such file or directory", "server closed the connection unexpectedly", "Connection reset",
       "No route to host", "Network is unreachable", "Connection timed out"});
  if (contains(message, "no password supplied")) return ConnectTrouble::needs_password;
  const bool is_not_ready =
      std::any_of(not_ready.begin(), not_ready.end(),
                  [&](std::string_view words) { return contains(message, words); });
  return is_not_ready ? ConnectTrouble::not_ready : ConnectTrouble::other;
}

}  // namespace ebbtide
