// Which of several properties of one name counts: the first global one whose contexts, labels and
// dbms are of this run, and without such a one the last local one of the same file. Those of the
// command line are set before the changelog is read, so they are the first. Local ones are kept in
// reverse, the last in front.
#include "changelog/properties.h"

#include <algorithm>

#include "changelog/expression.h"
#include "text/ascii.h"

namespace ebbtide {

void Properties::set_global(Property property) { global_.push_back(std::move(property)); }

void Properties::set_local(const std::string& file, Property property) {
  local_[file].insert(local_[file].begin(), std::move(property));
}

bool Properties::counts(const Property& property) const {
  return labels_match(selection_.label_filter, property.labels) &&
         context_matches(property.contexts, selection_.contexts) &&
         dbms_matches(property.dbms, selection_.dbms);
}

Text Properties::find(std::string_view name, const std::string& file) const {
  const auto matches = [&](const Property& property) {
    return equals_ignoring_case(property.name, name) && counts(property);
  };
  if (const auto found = std::find_if(global_.begin(), global_.end(), matches);
      found != global_.end())
    return found->value;
  const auto local = local_.find(file);
  if (local == local_.end()) return {};
  const auto found = std::find_if(local->second.begin(), local->second.end(), matches);
  return found == local->second.end() ? Text() : Text(found->value);
}

}  // namespace ebbtide
