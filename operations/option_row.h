#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace ebbtide {

/// The name of an option, as the command line writes it, and the member that it sets. Beside each
/// struct of options stands a list of such rows; whoever has options by name, as the command line,
/// fills the struct by it. A member stays as it is where its option is not given.
template <class Options>
struct OptionRow {
  std::string_view option;
  std::variant<bool Options::*, std::optional<bool> Options::*, std::string Options::*,
               std::optional<std::string> Options::*>
      member;
};

}  // namespace ebbtide
