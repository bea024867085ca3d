#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "schema/model.h"
#include "text/ascii.h"

namespace ebbtide::schema {

/// A name in lower case, as a key of maps.
inline std::string key_of(const Name& name) { return lower(name.place) + '\n' + lower(name.name); }

/// Where the objects of a list are, by their names: to the letter, else in any case. Made for a
/// list and kept beside it; whoever changes names or places in the list does it here.
template <class Object>
class Positions {
 public:
  Positions() = default;
  explicit Positions(const std::vector<Object>& objects) {
    for (std::size_t i = 0; i < objects.size(); ++i) note(objects[i].name, i);
  }

  /// Where the object of a name is; nothing where there is none.
  std::optional<std::size_t> find(const std::vector<Object>& objects, const Name& name) const {
    const auto found = at_.find(key_of(name));
    if (found == at_.end()) return std::nullopt;
    for (const std::size_t at : found->second)
      if (objects[at].name == name) return at;
    return found->second.front();
  }

  /// At the end of the list.
  void add(std::vector<Object>& objects, Object object) {
    note(object.name, objects.size());
    objects.push_back(std::move(object));
  }
  /// The last one takes its place.
  void remove(std::vector<Object>& objects, std::size_t at) {
    forget(objects[at].name, at);
    if (const std::size_t last = objects.size() - 1; at != last) {
      forget(objects[last].name, last);
      note(objects[last].name, at);
      objects[at] = std::move(objects[last]);
    }
    objects.pop_back();
  }
  /// It stays where it is in the list.
  void rename(std::vector<Object>& objects, std::size_t at, Name to) {
    forget(objects[at].name, at);
    note(to, at);
    objects[at].name = std::move(to);
  }

 private:
  void note(const Name& name, std::size_t at) { at_[key_of(name)].push_back(at); }
  void forget(const Name& name, std::size_t at) {
    const auto found = at_.find(key_of(name));
    std::erase(found->second, at);
    if (found->second.empty()) at_.erase(found);
  }

  std::unordered_map<std::string, std::vector<std::size_t>> at_;
};

}  // namespace ebbtide::schema
