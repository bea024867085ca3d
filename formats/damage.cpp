// Formatted SQL is read even where bytes mean nothing in its encoding. Liquibase reads it so, and
// its checksums are made of U+FFFD in their place; to refuse the whole file would keep a team from
// its old changesets. What matters is where such bytes are:
//
//   in a changeset, up to where the next begins   it must not run or be undone; a warning if it ran
//   in a property                                 the same for each changeset its value went into
//   before the first changeset                    a warning
#include "formats/damage.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/source.h"

namespace ebbtide {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // what stands for such bytes

/// Whether a property brought the letter that stands for such bytes into a text.
bool is_damaged_by_property(const Node& node) {
  return (node.is_expanded && node.text && contains(*node.text, replacement)) ||
         std::any_of(node.children.begin(), node.children.end(), is_damaged_by_property);
}

}  // namespace

Damage::Damage(const Document& document, std::string_view encoding)
    : document_(document), encoding_(encoding) {
  if (document.damaged().empty()) return;
  const std::string& text = document.source().text();
  for (const Node& node : document.root().children) {
    if (node.name == "changeSet") beginnings_.push_back(node.offset);
    if (node.name == "property" && !property_)
      property_ = first_between(node.offset, text.find_first_of("\r\n", node.offset));
  }
  std::sort(beginnings_.begin(), beginnings_.end());
}

std::optional<Problem> Damage::outside_of_all() const {
  if (document_.damaged().empty()) return std::nullopt;
  const std::size_t end = beginnings_.empty() ? std::string::npos : beginnings_.front();
  const auto place = first_between(0, end);
  return place && place != property_ ? std::optional(problem(*place)) : std::nullopt;
}

std::optional<Problem> Damage::within(const Node& change_set) const {
  if (document_.damaged().empty()) return std::nullopt;
  auto place = first_between(change_set.offset, end_of(change_set));
  if (!place && is_damaged_by_property(change_set)) place = property_;
  return place ? std::optional(problem(*place)) : std::nullopt;
}

std::optional<std::size_t> Damage::first_between(std::size_t begin, std::size_t end) const {
  const auto& all = document_.damaged();
  const auto first = std::lower_bound(all.begin(), all.end(), begin);
  return first != all.end() && *first < end ? std::optional(*first) : std::nullopt;
}

std::size_t Damage::end_of(const Node& change_set) const {
  const auto next = std::upper_bound(beginnings_.begin(), beginnings_.end(), change_set.offset);
  return next == beginnings_.end() ? std::string::npos : *next;
}

Problem Damage::problem(std::size_t offset) const {
  return {document_.source().position(offset), describe_damage(encoding_, naming_an_encoding), {}};
}

}  // namespace ebbtide
