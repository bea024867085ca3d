#pragma once

#include <string>

namespace ebbtide {

class Request;

/// The database of a request for people: its URL without a password, parameters, and a user that
/// nobody has named.
std::string target_of(Request& request);

}  // namespace ebbtide
