#include "database/mysql/sessions.h"

#include <algorithm>
#include <map>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What clients say of themselves, by the number of their session: little where the server keeps
/// no statistics.
std::map<std::string, std::string> programs_of_sessions(Connection& connection) {
  std::map<std::string, std::string> programs;
  try {
    for (const Row& row :
         connection
             .query({"SELECT processlist_id, attr_value FROM "
                     "performance_schema.session_connect_attrs WHERE attr_name IN ('program_name', "
                     "'_client_name') ORDER BY attr_name"})
             .rows)
      programs[row[0].value_or("")] = row[1].value_or("");
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    // Then nobody can tell.
  }
  return programs;
}

}  // namespace

std::vector<OtherSession> mysql_sessions(Connection& connection) {
  std::vector<OtherSession> sessions;
  const Rows found = connection.query(
      {"SELECT host, user, command, id, db, DATABASE() IS NULL OR db = DATABASE() FROM "
       "information_schema.processlist WHERE id <> CONNECTION_ID() AND user NOT IN ('system "
       "user', 'event_scheduler') ORDER BY 6 DESC, id"});
  std::map<std::string, std::string> programs = programs_of_sessions(connection);
  for (const Row& row : found.rows) {
    const std::string host = row[0].value_or(""), id = row[3].value_or("");
    const bool is_here = row[5].value_or("0") == "1";
    const std::string place = "in " + row[4].value_or("no database");
    std::string& program = programs[id];
    // Whoever works on another database names it in the place of a program that nobody knows.
    if (program.empty() && !is_here) program = place;
    sessions.push_back(
        {host.substr(0, host.rfind(':')),
         row[1].value_or("") + ", " + row[2].value_or("") + (is_here ? "" : ", " + place), id,
         program});
  }
  return sessions;
}

bool sees_mysql_sessions(Connection& connection) {
  const Rows answer = connection.query(
      {"SELECT EXISTS (SELECT 1 FROM information_schema.user_privileges WHERE privilege_type = "
       "'PROCESS' AND REPLACE(grantee, CHAR(39), '') = CURRENT_USER()) OR EXISTS (SELECT 1 FROM "
       "information_schema.processlist WHERE user NOT IN (SUBSTRING_INDEX(USER(), '@', 1), "
       "'system user', 'event_scheduler', 'unauthenticated user'))"});
  return answer.rows[0][0] == "1";
}

bool is_held_elsewhere(Connection& connection, const std::vector<std::string>& locks) {
  constexpr std::size_t at_once = 500;
  for (std::size_t begin = 0; begin < locks.size(); begin += at_once) {
    std::vector<std::string> terms;
    for (std::size_t i = begin; i < std::min(begin + at_once, locks.size()); ++i)
      terms.push_back("IS_USED_LOCK(" + locks[i] + ") <> CONNECTION_ID()");
    if (connection.query({"SELECT " + join(terms, " OR ")}).rows[0][0] == "1") return true;
  }
  return false;
}

}  // namespace ebbtide
