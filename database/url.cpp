// URLs in two forms that look alike and are not: those of the JDBC drivers, which people bring
// along, and those of the client libraries. `is_jdbc` tells the drivers whose words the parameters
// are.
//
//   jdbc:postgresql://ann:pw@h1:5432,h2/shop?ssl=true
//   jdbc:postgresql:shop            no host: this machine
//   mariadb://ann@h/shop            a server that turns out to be MySQL is taken as MySQL
//   jdbc:sqlite:a.db  sqlite:///srv/a.db  jdbc:sqlite:file:a.db?mode=ro
//   offline:mysql?version=8.0       no database: the path is a dialect
//
// Whatever stands in a URL may be a password, also in one that cannot be read, so no message
// repeats the given text as it is. `given` is masked as soon as it is read. Where the form is wrong
// the login is looked for in whatever place it may be: before an `@` without `//` (without_login);
// and a password with a slash in it, which ends the host too early, is known by an `@` behind that
// slash and a "port" that is no number (has_torn_password).
#include "database/url.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "database/secrets.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct Scheme {
  std::string_view prefix;
  std::string_view kind;
  bool has_host;
  bool server_names_dialect = false;
};
constexpr std::array schemes{
    Scheme{"postgresql:", "postgresql", true}, Scheme{"postgres:", "postgresql", true},
    Scheme{"mysql:", "mysql", true, true},     Scheme{"mariadb:", "mariadb", true, true},
    Scheme{"sqlite:", "sqlite", false},        Scheme{"offline:", "offline", false},
};

/// `jdbc:a:, jdbc:b: or offline:`; an alias is not told.
std::string known_schemes() {
  std::string text;
  for (const Scheme& one : schemes) {
    if (!one.prefix.starts_with(one.kind)) continue;
    const bool is_last = &one == &schemes.back();
    text += (text.empty() ? ""
             : is_last    ? " or "
                          : ", ") +
            std::string(one.kind == "offline" ? "" : "jdbc:") + std::string(one.prefix);
  }
  return text;
}

std::string decode_percent(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const char* const digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      decoded += static_cast<char>(code);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

[[noreturn]] void refuse(const DatabaseUrl& url, const std::string& why) {
  throw UsageError("the URL '" + url.given + "' cannot be used: " + why);
}

/// The URL with everything masked that may be a login, where it has no `//` to tell it by.
std::string without_login(std::string_view url) {
  const std::size_t at = url.rfind('@');
  const bool is_jdbc = starts_with_ignoring_case(url, "jdbc:");
  const std::size_t colon = url.find(':', is_jdbc ? 5 : 0);
  if (at == std::string_view::npos || contains(url, "://") || colon >= at) return std::string(url);
  return std::string(url.substr(0, colon + 1)) + "*****" + std::string(url.substr(at));
}

/// Whether an `@` follows behind the host, so that the host is the user and the port a part of the
/// password: one with a slash or question mark that was not encoded.
bool has_torn_password(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) return false;
  const std::size_t end = url.find_first_of("/?", begin + 3);
  const std::string_view authority = url.substr(begin + 3, end - begin - 3);
  const std::size_t colon = authority.find(':');
  if (end == std::string_view::npos || colon == std::string_view::npos || contains(authority, "@"))
    return false;
  const std::string_view port = authority.substr(colon + 1);
  const bool is_port = std::all_of(port.begin(), port.end(), is_digit);
  return !is_port && url.find('@', end) != std::string_view::npos;
}

[[noreturn]] void refuse_torn_password(std::string_view url) {
  const std::size_t colon = url.find(':', url.find("://") + 3);
  const std::string shown =
      std::string(url.substr(0, colon + 1)) + "*****" + std::string(url.substr(url.rfind('@')));
  throw UsageError("the URL '" + shown +
                   "' cannot be used: write / ? and @ in a password as %2F %3F and %40");
}

int parse_port(std::string_view text, const DatabaseUrl& url) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port < 1 || port > 65535) {
    refuse(url, "'" + std::string(text) + "' is no port; it is a number from 1 to 65535");
  }
  return port;
}

UrlHost parse_host(std::string_view text, const DatabaseUrl& url) {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == std::string_view::npos) refuse(url, "the ']' of the address is missing");
  const std::size_t colon = text.find(':', bracket);
  const std::string_view name =
      text.starts_with('[') ? text.substr(1, bracket - 1) : text.substr(0, colon);
  const int port = colon == std::string_view::npos ? 0 : parse_port(text.substr(colon + 1), url);
  return {decode_percent(name), port};
}

void read_user(DatabaseUrl& url, std::string_view& authority) {
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return;
  const std::string_view login = authority.substr(0, at);
  const std::size_t colon = login.find(':');
  url.user = decode_percent(login.substr(0, colon));
  if (colon != std::string_view::npos) url.password = decode_percent(login.substr(colon + 1));
  authority.remove_prefix(at + 1);
}

void read_authority(DatabaseUrl& url, std::string_view& rest) {
  if (!rest.starts_with("//")) return;
  std::string_view authority = rest.substr(2, rest.find_first_of("/?", 2) - 2);
  if (rest.find_first_of("/?", 2) == std::string_view::npos) authority = rest.substr(2);
  rest.remove_prefix(2 + authority.size());
  read_user(url, authority);
  for (const std::string_view host : split(authority, ',')) {
    if (!host.empty()) url.hosts.push_back(parse_host(host, url));
  }
  if (rest.starts_with('/')) rest.remove_prefix(1);
}

void read_parameters(DatabaseUrl& url, std::string_view query) {
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    const std::string name = decode_percent(part.substr(0, equals));
    const std::string value =
        equals == std::string_view::npos ? "" : decode_percent(part.substr(equals + 1));
    if (equals_ignoring_case(name, "user")) {
      url.user = value;
    } else if (equals_ignoring_case(name, "password")) {
      url.password = value;
    } else {
      url.parameters.push_back({name, value});
    }
  }
}

/// A file: `sqlite:a.db`, `sqlite://a.db`, `sqlite:///srv/a.db`.
void read_file(DatabaseUrl& url, std::string_view rest) {
  const bool native_form = !url.is_jdbc && rest.starts_with("//");
  url.database = native_form ? rest.substr(2) : rest;
  if (url.database.empty()) refuse(url, "the name of the database file is missing");
}

/// The URL without the port behind each host that is the usual one.
std::string without_port(std::string url, const std::string& port) {
  for (const char* const end : {"/", ","}) url = replace_all(url, port + end, end);
  return url;
}

/// The URL without its parameter `password`.
std::string without_password(const std::string& url) {
  const std::size_t question = url.find('?');
  if (question == std::string::npos) return url;
  std::string kept;
  for (const std::string_view part : split(std::string_view(url).substr(question + 1), '&')) {
    if (starts_with_ignoring_case(part, "password=")) continue;
    kept += (kept.empty() ? "?" : "&") + std::string(part);
  }
  return url.substr(0, question) + kept;
}

}  // namespace

DatabaseUrl DatabaseUrl::parse(std::string_view text) {
  DatabaseUrl url;
  if (has_torn_password(text)) refuse_torn_password(text);
  url.given = masked(text);
  std::string_view rest = trim(text);
  url.is_jdbc = starts_with_ignoring_case(rest, "jdbc:");
  if (url.is_jdbc) rest.remove_prefix(5);
  const auto scheme = std::find_if(schemes.begin(), schemes.end(), [&](const Scheme& one) {
    return starts_with_ignoring_case(rest, one.prefix);
  });
  if (scheme == schemes.end()) {
    url.given = without_login(url.given);
    refuse(url, "it names no database this program knows; it begins with " + known_schemes() +
                    ", or the same without jdbc:");
  }
  url.kind = scheme->kind;
  url.server_names_dialect = scheme->server_names_dialect;
  rest.remove_prefix(scheme->prefix.size());
  if (scheme->has_host) {
    const bool has_form =
        rest.starts_with("//") || (url.kind == "postgresql" && url.is_jdbc && !contains(rest, ":"));
    if (!has_form) {
      url.given = without_login(url.given);
      refuse(url, "behind the scheme comes //host:port/database");
    }
    read_authority(url, rest);
  }
  const std::size_t question = rest.find('?');
  const std::string_view path = rest.substr(0, question);
  if (question != std::string_view::npos) read_parameters(url, rest.substr(question + 1));
  if (url.kind == "sqlite") {
    read_file(url, path);
  } else {
    url.database = decode_percent(path);
  }
  return url;
}

std::optional<std::string> DatabaseUrl::parameter(std::string_view name) const {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(),
                   [&](const UrlParameter& one) { return equals_ignoring_case(one.name, name); });
  return found == parameters.end() ? std::nullopt : std::optional(found->value);
}

std::string DatabaseUrl::place() const {
  if (!is_jdbc) return given;
  if (kind == "mariadb") return without_port(given.substr(0, given.find('?')), ":3306");
  std::string shown = without_password(given);
  for (std::size_t at = 0; (at = shown.find_first_of("?&", at)) != std::string::npos; ++at) {
    const std::string_view name = std::string_view(shown).substr(at + 1);
    if (starts_with_ignoring_case(name, "user") && name.find('=') < name.find('&'))
      return shown.substr(0, at);
  }
  return shown;
}

std::string DatabaseUrl::shown() const { return (user.empty() ? "null" : user) + "@" + place(); }

const UrlOption* find_option(const UrlParameter& parameter, const UrlOption* begin,
                             const UrlOption* end, const Warn& warn) {
  const auto* const found = std::find_if(begin, end, [&](const UrlOption& one) {
    return equals_ignoring_case(one.name, parameter.name);
  });
  if (found == end) {
    warn("the URL parameter '" + parameter.name + "' is not known here; it is left out");
    return nullptr;
  }
  switch (found->meaning) {
    case UrlOption::Meaning::mapped:
      return found;
    case UrlOption::Meaning::ignored:
      return nullptr;
    case UrlOption::Meaning::refused:
      throw UsageError("the URL parameter '" + parameter.name +
                       "' cannot be kept here: " + std::string(found->target));
  }
  return nullptr;
}

}  // namespace ebbtide
