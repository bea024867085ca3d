#pragma once

#include <ostream>
#include <string_view>

namespace ebbtide {

/// A script by which a shell completes the commands, options and values of the tables: `bash`,
/// `zsh` or `fish`. Returns false for another shell.
bool write_completion(std::ostream& out, std::string_view shell);

}  // namespace ebbtide
