// `OS` is what Java takes from its locale: the encoding behind the dot of LC_ALL, else LC_CTYPE,
// else LANG, the first of them that is not empty. A locale without one (`C`, `de_DE`) means UTF-8.
#include "cli/encoding_option.h"

#include "text/ascii.h"
#include "text/error.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// The encoding in the name of the locale, such as that of `de_DE.ISO-8859-1@euro`.
std::string locale_encoding(const Environment& environment) {
  for (const std::string_view variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    for (const auto& [name, value] : environment) {
      if (name != variable || value.empty()) continue;
      const std::size_t dot = value.find('.');
      return dot == std::string::npos ? "" : value.substr(dot + 1, value.find('@') - dot - 1);
    }
  }
  return "";
}

}  // namespace

std::string encoding_named(const Settings& settings, std::string_view option) {
  std::string name = settings.text(option);
  if (equals_ignoring_case(name, "OS")) name = locale_encoding(settings.environment());
  if (is_utf8_name(name)) return "";
  try {
    Encoder{name};
  } catch (const Error& error) {
    settings.refuse(option, "Invalid argument '--" + std::string(option) + "': " + error.what());
  }
  return name;
}

}  // namespace ebbtide
