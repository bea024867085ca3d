#include "text/error.h"

#include <array>
#include <cstring>

#include "text/ascii.h"

namespace ebbtide {

std::string Position::to_text() const {
  if (line == 0) return file;
  const std::string text = file + ":" + std::to_string(line);
  return column == 0 ? text : text + ":" + std::to_string(column);
}

std::string system_message(int error) {
  std::array<char, 256> room{};
  return ::strerror_r(error, room.data(), room.size());
}

ValidationFailed::ValidationFailed(std::vector<Problem> problems)
    : Error(count_of(problems.size(), "problem") + " in the changelog"),
      problems_(std::move(problems)) {}

}  // namespace ebbtide
