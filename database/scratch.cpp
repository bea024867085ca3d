// A scratch database lives as long as its object, and the object may die without a word: kill -9, a
// power cut, a lost connection. What it leaves must be found by the next run, and a database that
// another run works with at this moment must not be. So each one is tied to something the system
// itself takes back when its owner is gone:
//
//   PostgreSQL      its name ends with the server process of the owner's session: without such a
//                   process there is no owner
//   MySQL           the owner holds GET_LOCK of the name as long as its session lives
//   SQLite          a folder of its own, locked (flock) as long as the process lives
//
// On a server the name is ebbtide_scratch_<process>_<milliseconds>_<session>, and databases whose
// name has another form are never dropped. Orphans go before a new one is made, each with a word to
// the user; what may not be dropped stays, with a word too.
#include "database/scratch.h"

#include <unistd.h>

#include <chrono>

namespace ebbtide {

ServerScratch::ServerScratch(Connection& server, DatabaseUrl url, const std::string& create,
                             std::string drop)
    : server_(server), url_(std::move(url)), drop_(std::move(drop)) {
  try {
    server_.execute({create});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    throw Error("cannot make a scratch database: " + std::string(error.what()) +
                "; name a database to test on with --scratch-url");
  }
}

ServerScratch::~ServerScratch() {
  try {
    server_.execute({drop_});
  } catch (const std::exception&) {
    // Nothing is left to do: the connection is gone, and with it the right to remove anything.
  }
}

DatabaseUrl url_with_database(DatabaseUrl url, const std::string& database) {
  const std::size_t place =
      url.database.empty() ? std::string::npos : url.given.rfind(url.database);
  if (place == std::string::npos) {
    url.given += database;
  } else {
    url.given.replace(place, url.database.size(), database);
  }
  url.database = database;
  return url;
}

void remove_orphan(Connection& server, const std::string& name, const std::string& drop,
                   const Warn& warn) {
  try {
    server.execute({drop});
    warn("removed the scratch database " + name + " of a run that is gone");
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    warn("the scratch database " + name +
         " of a run that is gone cannot be removed: " + error.what());
  }
}

std::string scratch_name(const std::string& owner) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  return std::string(scratch_prefix) + std::to_string(::getpid()) + "_" + std::to_string(now) +
         "_" + owner;
}

}  // namespace ebbtide
