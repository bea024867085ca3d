#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// Writes a file that must not be there yet, with its folders. Throws Error where it is there, or
/// cannot be written.
void write_new_file(const std::string& path, std::string_view text, bool is_private = false);

/// Puts a file in its place at once, so that whoever reads it, whenever the run is killed, finds
/// the old one or the new one. Of one that is there, who may read it stays as it was. Throws Error
/// where it cannot be written.
void replace_file(const std::string& path, std::string_view text);

/// One of the two, by whether it is there.
void write_file(const std::string& path, std::string_view text);

}  // namespace ebbtide
