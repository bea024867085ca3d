// The format is that of both databases: groups in brackets, `name = value`, comments that begin
// with
// `#` or `;`. A value may stand in quotes; \n, \t, \b, \r, \s and \\ in it are what they are in C,
// \s a blank. A `#` behind a value begins a comment, unless it is quoted. `!include` is not
// followed: a login stands in the file itself.
#include "database/mysql/option_file.h"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string without_comment(std::string_view value) {
  char quote = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      value = value.substr(0, i);
    }
  }
  return std::string(trim(value));
}

std::string without_quotes(const std::string& value) {
  const bool is_quoted = value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
                         value.back() == value.front();
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

std::string without_escapes(std::string_view value) {
  constexpr std::string_view letters = "ntbrs\\", meanings = "\n\t\b\r \\";
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::size_t which =
        value[i] == '\\' && i + 1 < value.size() ? letters.find(value[i + 1]) : std::string::npos;
    if (which == std::string::npos) {
      text += value[i];
    } else {
      text += meanings[which];
      ++i;
    }
  }
  return text;
}

std::string value_of(std::string_view given) {
  return without_escapes(without_quotes(without_comment(trim(given))));
}

}  // namespace

MysqlLogin with_options_of(std::string_view text, MysqlLogin login) {
  std::istringstream lines{std::string(text)};
  MysqlLogin found;
  bool is_ours = false;
  for (std::string line; std::getline(lines, line);) {
    const std::string_view words = trim(line);
    if (words.starts_with('[')) {
      const std::string_view group = words.substr(1, words.find(']') - 1);
      is_ours = group == "client" || group == "client-mariadb";
    }
    const std::size_t equals = words.find('=');
    if (!is_ours || words.starts_with('#') || words.starts_with(';') ||
        equals == std::string_view::npos)
      continue;
    const std::string_view name = trim(words.substr(0, equals));
    if (name == "user") found.user = value_of(words.substr(equals + 1));
    if (name == "password") found.password = value_of(words.substr(equals + 1));
  }
  const bool is_for_user = found.user.empty() || login.user.empty() || login.user == found.user;
  if (login.password.empty() && is_for_user) login.password = found.password;
  if (login.user.empty()) login.user = found.user;
  return login;
}

MysqlLogin with_option_file(MysqlLogin login, const Warn& warn) {
  const char* const home = std::getenv("HOME");
  if (home == nullptr || (!login.user.empty() && !login.password.empty())) return login;
  const std::string file = std::string(home) + "/.my.cnf";
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) return login;
  if ((about.st_mode & S_IWOTH) != 0) {
    warn("'" + file + "' can be written by everybody, so it is not read; chmod 600 " + file);
    return login;
  }
  std::ifstream input(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
  return with_options_of(text, std::move(login));
}

}  // namespace ebbtide
