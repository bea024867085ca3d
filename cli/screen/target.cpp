#include "cli/screen/target.h"

#include <algorithm>

#include "cli/request.h"
#include "text/ascii.h"

namespace ebbtide {

// The user stands before the URL, and may stand in it once more.
std::string target_of(Request& request) {
  std::string shown = replace_all(request.database().shown(), ":*****@", "@");
  shown.erase(std::min(shown.find('?'), shown.size()));
  const std::size_t at = shown.find('@');
  if (at == std::string::npos) return shown;
  const std::string user = shown.substr(0, at + 1);
  if (user == "null@" || contains(shown, "://" + user)) shown.erase(0, user.size());
  return shown;
}

}  // namespace ebbtide
