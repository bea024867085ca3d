#pragma once

#include <string>

namespace ebbtide {

/// XML with blanks in place of its comments and CDATA, so that what looks like a tag is one. Every
/// letter that is left stands where it stood.
std::string tags_alone(std::string text);

}  // namespace ebbtide
