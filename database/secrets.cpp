// Two ways to find a secret. By form, in any text: `name=value` where the name is that of a secret,
// and what stands between `:` and `@` behind `://`. By value, where it is known what was given:
// client libraries quote a wrong password in their errors in forms of their own. A value is not
// hidden where it is short or also the user, a host or the database: the message would be
// unreadable and tell what the password is.
//
//   jdbc:mysql://ann:pw@h/d?trustStorePassword=x&a=1
//   jdbc:mysql://ann:*****@h/d?trustStorePassword=*****&a=1
//
// Names are compared without case, dashes and underscores, after %-escapes, as drivers read them. A
// value ends at `&`, a blank, or a `;` behind which a new name begins: passwords have semicolons.
#include "database/secrets.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view stars = "*****";

/// Whole names, without case, dashes and underscores: keys of encrypted SQLite files, and short
/// words that are parts of harmless names.
constexpr auto names = std::to_array<std::string_view>(
    {"key", "hexkey", "textkey", "pass", "password", "passphrase", "pin"});
/// Parts of names of secrets.
constexpr auto parts = std::to_array<std::string_view>(
    {"password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "apikey",
     "credential", "privatekey", "accesskey", "encryptionkey"});
/// Harmless names that such a part is in.
constexpr auto harmless =
    std::to_array<std::string_view>({"passwordcharacterencoding", "disconnectonexpiredpasswords",
                                     "passwordfile", "passfile", "tokentype", "passwordlesslogin"});

/// A name as names are compared; drivers decode it first.
std::string plain(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    char letter = name[i];
    unsigned code = 0;
    const char* const digits = name.data() + i + 1;
    if (letter == '%' && i + 2 < name.size() &&
        std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      letter = static_cast<char>(code);
      i += 2;
    }
    if (is_letter(letter) || is_digit(letter)) text += lower(letter);
  }
  return text;
}

bool is_name_letter(char c) { return is_word(c) || c == '-' || c == '.' || c == '%'; }

/// Where the value that begins here ends: at `&`, at a blank or a colon before
/// one, or at a `;` before the next name.
std::size_t end_of_value(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '&' || is_space(text[at])) return at;
    if (text[at] == ':' && at + 1 < text.size() && is_space(text[at + 1])) return at;
    if (text[at] != ';') continue;
    std::size_t next = at + 1;
    while (next < text.size() && is_name_letter(text[next])) ++next;
    if (next == text.size() || text[next] == '=') return at;
  }
  return text.size();
}

std::string masked_parameters(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t equals = text.find('='); equals != std::string_view::npos;
       equals = text.find('=', equals + 1)) {
    if (equals < done) continue;
    std::size_t begin = equals;
    while (begin > done && is_name_letter(text[begin - 1])) --begin;
    if (!is_secret(text.substr(begin, equals - begin))) continue;
    out += std::string(text.substr(done, equals + 1 - done)) + std::string(stars);
    done = end_of_value(text, equals + 1);
  }
  return out + std::string(text.substr(done));
}

std::string masked_login(std::string text) {
  const std::size_t authority = text.find("://");
  if (authority == std::string::npos) return text;
  const std::size_t end = std::min(text.find_first_of("/?", authority + 3), text.size());
  const std::size_t at = text.rfind('@', end);
  if (at == std::string::npos || at < authority) return text;
  const std::size_t colon = text.find(':', authority + 3);
  if (colon < at) text.replace(colon + 1, at - colon - 1, stars);
  return text;
}

/// Whether the value stands in messages anyway, as the name of something or as a part of words.
bool is_public(const std::string& value, const DatabaseUrl& url) {
  constexpr std::size_t shortest = 4;
  return value.size() < shortest || value == url.user || value == url.database ||
         value == url.kind ||
         std::any_of(url.hosts.begin(), url.hosts.end(),
                     [&](const UrlHost& host) { return host.name == value; });
}

}  // namespace

bool is_secret(std::string_view parameter) {
  const std::string name = plain(parameter);
  const auto is_in = [&](const auto& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  if (is_in(names)) return true;
  return !is_in(harmless) && std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return contains(name, part);
  });
}

std::string masked(std::string_view text) { return masked_login(masked_parameters(text)); }

std::string without_secrets(std::string_view message, const DatabaseUrl& url) {
  std::string text = masked(message);
  const auto hide = [&](const std::string& value) {
    if (!is_public(value, url)) text = replace_all(text, value, stars);
  };
  hide(url.password);
  for (const UrlParameter& one : url.parameters) {
    if (is_secret(one.name)) hide(one.value);
  }
  return text;
}

}  // namespace ebbtide
