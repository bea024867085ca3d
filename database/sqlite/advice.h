#pragma once

#include <string>

namespace ebbtide {

/// What to do where SQLite cannot open a file or may not write it; begins with `; `, and is empty
/// where there is no more to say. `code` is SQLite's, extended or not.
std::string sqlite_advice(int code, const std::string& file);

}  // namespace ebbtide
