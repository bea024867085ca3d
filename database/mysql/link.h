#pragma once

#include <cppconn/connection.h>

#include <functional>
#include <memory>
#include <string>

#include "database/mysql/settings.h"
#include "database/statement_stop.h"

namespace ebbtide {

/// The settings in the connector's own types. Texts of several statements are on: what a changelog
/// may send is seen to by the connection.
::sql::ConnectOptionsMap connector_options(const MysqlSettings& settings);

/// A session of the connector, and the socket it uses, -1 where that is not known.
struct Link {
  std::unique_ptr<::sql::Connection> session;
  int socket = -1;
};

/// A session of its own. The options are a copy: the connector may write into what it is given.
/// Throws what the connector throws, as the others here.
std::unique_ptr<::sql::Connection> connect(::sql::ConnectOptionsMap options);

/// A session with its socket, which the connector does not tell: it is the one that is new.
Link connect_watched(::sql::ConnectOptionsMap options, int port);

/// How the statement of the session with this number is stopped: by another session.
StatementStop::Means means_to_stop(const ::sql::ConnectOptionsMap& options,
                                   std::function<std::string()> id);

}  // namespace ebbtide
