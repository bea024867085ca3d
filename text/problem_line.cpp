#include "text/problem_line.h"

namespace ebbtide {

std::string line_of(const Problem& problem) {
  const std::string place = problem.where.file.empty() ? "" : problem.where.to_text() + ": ";
  const std::string change_set =
      problem.change_set.empty() ? "" : " [changeset " + problem.change_set + "]";
  return place + problem.message + change_set;
}

}  // namespace ebbtide
