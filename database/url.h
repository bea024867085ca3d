#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

struct UrlHost {
  std::string name;
  int port = 0;  ///< 0 for the database's usual one
};

struct UrlParameter {
  std::string name;
  std::string value;
};

/// Where a database is and how to get in, taken apart from a URL: `jdbc:postgresql://host:5432/db`,
/// `postgresql://ann@host/db`, `jdbc:sqlite:file.db`, `offline:mysql?version=8`. Parts are decoded
/// (%2F). `user` and `password` come from the login before the host or from parameters of these
/// names, and may be set afterwards. Only `given`, `place` and `shown` may be written anywhere.
struct DatabaseUrl {
  std::string given;     ///< as the user wrote it, with the password masked
  std::string kind;      ///< postgresql, mysql, mariadb, sqlite or offline
  bool is_jdbc = false;  ///< whether the parameters are those of the JDBC driver
  bool server_names_dialect =
      false;  ///< URLs of MySQL lead to MariaDB too, and the other way round
  std::vector<UrlHost> hosts;
  std::string database;                  ///< a database, a file, or the dialect of an offline run
  std::vector<UrlParameter> parameters;  ///< user and password taken out
  std::string user;
  std::string password;

  /// Takes a URL apart. Throws UsageError, without the password, where it is none that is known.
  static DatabaseUrl parse(std::string_view url);

  /// The value of a parameter, its name in any case; nothing where it is not given.
  std::optional<std::string> parameter(std::string_view name) const;
  /// As the JDBC driver tells it: without the login, and of MariaDB without parameters and the port
  /// that is the usual one.
  std::string place() const;
  /// `ann@jdbc:postgresql://host/db`, as messages name a database; `null@…` without a user.
  std::string shown() const;
};

/// What a driver makes of a parameter of a JDBC URL; a table of them is the driver's list. What is
/// ignored changes how the JDBC driver works and not what the database does; what is refused would
/// change that, and cannot be had.
struct UrlOption {
  enum class Meaning { mapped, ignored, refused };
  std::string_view name;
  Meaning meaning;
  std::string_view target;  ///< the name in the client library, or why it is refused
};

/// Hears of what is odd and does not stop anybody, one line at a time.
using Warn = std::function<void(const std::string&)>;

/// The option for a parameter; nothing where it is ignored. Throws UsageError where it is refused,
/// and warns where nobody knows it.
const UrlOption* find_option(const UrlParameter& parameter, const UrlOption* begin,
                             const UrlOption* end, const Warn& warn);

}  // namespace ebbtide
