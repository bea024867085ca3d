#pragma once

#include <functional>
#include <string>

namespace ebbtide {

/// The text of changesets that begins each line with `indent`, as entries of a changelog stand in
/// the file already; JSON and formatted SQL have none. It ends with a line end, but not in JSON,
/// where it is one or more objects with commas between.
using IndentedText = std::function<std::string(const std::string& indent)>;

/// The text of a changelog with more entries behind all it has. All else stays as it was, byte by
/// byte. `file` tells the format, and stands in messages. Throws Error where the end of the
/// changelog cannot be found; whether the result says what it should, the caller reads.
std::string with_entries(const std::string& file, const std::string& text,
                         const IndentedText& entries);

/// The error for a file that nothing can be added to.
[[noreturn]] void refuse_insertion(const std::string& file, const std::string& why);

}  // namespace ebbtide
