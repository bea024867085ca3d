#include "database/mysql/link.h"

#include <cppconn/driver.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "database/tcp.h"

extern "C" ::sql::Driver* get_driver_instance();

namespace ebbtide {
namespace {

/// Whoever connects holds it: the connector makes its driver without a lock when it is first asked,
/// and of the sockets of two that connect at once nobody could tell which is whose.
std::mutex& connecting() {
  static std::mutex one;
  return one;
}

void say(const ::sql::ConnectOptionsMap& options, const std::string& sql) {
  const auto other = connect(options);
  const std::unique_ptr<::sql::Statement> work(other->createStatement());
  work->execute(sql);
}

bool is_at_nothing(const ::sql::ConnectOptionsMap& options, const std::string& id) {
  const auto other = connect(options);
  const std::unique_ptr<::sql::Statement> work(other->createStatement());
  const std::unique_ptr<::sql::ResultSet> found(work->executeQuery(
      "SELECT COUNT(*) FROM information_schema.processlist WHERE command = 'Sleep' AND id = " +
      id));
  return found->next() && found->getInt(1) == 1;
}

}  // namespace

::sql::ConnectOptionsMap connector_options(const MysqlSettings& settings) {
  ::sql::ConnectOptionsMap options;
  for (const auto& [name, value] : settings.texts) options[name] = value;
  for (const auto& [name, value] : settings.numbers) options[name] = value;
  for (const auto& [name, value] : settings.flags) options[name] = value;
  options["CLIENT_MULTI_STATEMENTS"] = true;
  return options;
}

std::unique_ptr<::sql::Connection> connect(::sql::ConnectOptionsMap options) {
  const std::lock_guard guard(connecting());
  return std::unique_ptr<::sql::Connection>(get_driver_instance()->connect(options));
}

Link connect_watched(::sql::ConnectOptionsMap options, int port) {
  const std::lock_guard guard(connecting());
  const std::vector<Socket> before = sockets_to_port(port);
  Link link{std::unique_ptr<::sql::Connection>(get_driver_instance()->connect(options))};
  for (const Socket& socket : sockets_to_port(port)) {
    if (std::find(before.begin(), before.end(), socket) == before.end())
      link.socket = socket.number;
  }
  if (link.socket >= 0) watch_peer(link.socket);
  return link;
}

StatementStop::Means means_to_stop(const ::sql::ConnectOptionsMap& options,
                                   std::function<std::string()> id) {
  return {[&options, id] { say(options, "KILL QUERY " + id()); },
          [&options, id] { return is_at_nothing(options, id()); },
          [&options, id = std::move(id)] { say(options, "KILL CONNECTION " + id()); }};
}

}  // namespace ebbtide
