#pragma once

#include "changelog/build.h"
#include "changelog/change_set.h"

namespace ebbtide {

/// What a changeset takes from the changelog it stands in.
struct ChangeSetSurroundings {
  std::string path;  ///< of the changelog: logical, or as it was named
  Quoting quoting = Quoting::legacy;
};

/// Makes the changeset a node stands for. What is wrong goes to `problems`, each with the
/// changeset's name, and what could be read is in the changeset all the same. The caller adds what
/// it inherits. Properties have been replaced in the node before.
ChangeSet build_change_set(const Node& node, const Document& document,
                           const ChangeSetSurroundings& surroundings, Problems& problems);

/// The attributes of a changeset, for whoever describes them.
std::span<const Field> change_set_fields();

/// Notes a problem where a context expression cannot be understood.
void check_contexts(std::string_view contexts, const Node& node, const Document& document,
                    Problems& problems);

/// The strategy of an objectQuotingStrategy attribute; LEGACY where it is absent.
Quoting parse_quoting(std::optional<std::string_view> text, const Node& node,
                      const Document& document, Problems& problems);

}  // namespace ebbtide
