#pragma once

#include <span>
#include <string_view>

namespace ebbtide {

/// A page of the help that is about no single command, option or change: `ebbtide help rollback`
/// has what the command takes, `ebbtide help undoing` what decides whether something can be undone.
/// In its text each line is a paragraph; lines that begin with two blanks stand as they are.
struct Topic {
  std::string_view name;
  std::string_view summary;
  std::string_view text;
};

/// In the order of the list of topics.
std::span<const Topic> topics();

/// The topic of this name; nothing where there is none.
const Topic* find_topic(std::string_view name);

}  // namespace ebbtide
