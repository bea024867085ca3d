#include "text/error.h"

#include "text/ascii.h"

namespace ebbtide {

std::string Position::to_text() const {
  if (line == 0) return file;
  const std::string text = file + ":" + std::to_string(line);
  return column == 0 ? text : text + ":" + std::to_string(column);
}

ValidationFailed::ValidationFailed(std::vector<Problem> problems)
    : Error(count_of(problems.size(), "problem") + " in the changelog"),
      problems_(std::move(problems)) {}

}  // namespace ebbtide
