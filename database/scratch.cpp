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
