#include "executor/deployment.h"

namespace ebbtide {

std::string deployment_at(std::int64_t millis) {
  constexpr std::size_t size = 10;
  const std::string digits = std::to_string(millis);
  return digits.size() <= size ? digits : digits.substr(digits.size() - size);
}

}  // namespace ebbtide
