#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "text/error.h"

namespace ebbtide::flyway {

/// What ends a verb, with the code that Flyway has for it: ERROR, CONFIGURATION, VALIDATE_ERROR …
class Failure : public Error {
 public:
  Failure(std::string_view code, const std::string& message, Position where = {})
      : Error(message, std::move(where)), code_(code) {}
  const std::string& code() const { return code_; }

 private:
  std::string code_;
};

/// What only paid editions of Flyway do, and this program does not.
class PaidOnly : public Failure {
 public:
  explicit PaidOnly(const std::string& message) : Failure("ERROR", message) {}
};

/// The codes of Flyway for what has no code of its own.
constexpr std::string_view configuration_code = "CONFIGURATION";
constexpr std::string_view error_code = "ERROR";

}  // namespace ebbtide::flyway
