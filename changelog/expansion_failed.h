#pragma once

#include "text/error.h"

namespace ebbtide {

/// Properties of a text cannot be put into it: the changelog is wrong, or what it was given. An
/// error of the database that was asked for a value is another one.
class ExpansionFailed : public Error {
 public:
  using Error::Error;
};

}  // namespace ebbtide
