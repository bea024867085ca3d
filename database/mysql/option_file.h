#pragma once

#include <string>

#include "database/url.h"

namespace ebbtide {

/// Who connects to MySQL or MariaDB; what is not given is empty.
struct MysqlLogin {
  std::string user;
  std::string password;
};

/// The login with what it lacks taken from ~/.my.cnf, groups [client] and [client-mariadb], as the
/// clients of the databases do. A password of the file is for the user that the file names, or for
/// any where it names none. As they do: a file that everybody may write is left alone, which is
/// warned of.
MysqlLogin with_option_file(MysqlLogin login, const Warn& warn);

/// The same from the text of such a file.
MysqlLogin with_options_of(std::string_view text, MysqlLogin login);

}  // namespace ebbtide
