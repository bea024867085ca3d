#include "operations/scratch_place.h"

#include "database/drivers.h"

namespace ebbtide {

ScratchPlace::ScratchPlace(OpenDatabase& database, const std::string& named, bool is_empty,
                           const Surroundings& with) {
  if (named.empty()) {
    const auto warn = [&](const std::string& message) { with.observer.warning(message); };
    made_.emplace(make_scratch(database.connection(), database.url(), warn, is_empty));
    url_ = (*made_)->url();
    return;
  }
  url_ = DatabaseUrl::parse(named);
  if (!url_.user.empty()) return;
  url_.user = database.url().user;
  url_.password = database.url().password;
}

}  // namespace ebbtide
