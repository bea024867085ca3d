#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/node.h"

namespace ebbtide {

/// Where a changelog has bytes that are not of its encoding, which some formats read all the same,
/// and which changesets have part in them. The tree must live as long as this. Made before
/// properties are replaced in it, asked behind that. Costs nothing where all bytes are in order.
class Damage {
 public:
  Damage(const Document& document, std::string_view encoding);

  /// What no changeset and no property has in it: letters that go nowhere.
  std::optional<Problem> outside_of_all() const;
  /// What a changeset has in it: its own text, or that of a property of the file where it went into
  /// the texts.
  std::optional<Problem> within(const Node& change_set) const;

 private:
  std::optional<std::size_t> first_between(std::size_t begin, std::size_t end) const;
  std::size_t end_of(const Node& change_set) const;
  Problem problem(std::size_t offset) const;

  const Document& document_;
  std::string encoding_;
  std::vector<std::size_t> beginnings_;  ///< of changesets, in order
  std::optional<std::size_t> property_;  ///< the first place in a property
};

}  // namespace ebbtide
