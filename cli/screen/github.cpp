// Commands to the runner stand in lines of their own, on standard error, past TextOutput, which
// breaks all that looks like one. So what is put into them is escaped as the runner reads it: `%`,
// line ends, and in properties `:` and `,`. A group ends before errors are told, so that nobody has
// to unfold it to see them.
#include "cli/screen/github.h"

#include "text/ascii.h"
#include "text/printable.h"
#include "text/problem_line.h"

namespace ebbtide {

std::string github_escaped(std::string_view text) {
  return replace_all(replace_all(replace_all(text, "%", "%25"), "\r", "%0D"), "\n", "%0A");
}

std::string github_property(std::string_view text) {
  return replace_all(replace_all(github_escaped(text), ":", "%3A"), ",", "%2C");
}

std::string github_annotation(const Problem& problem, const std::string& path) {
  std::string command = "::error ";
  if (!path.empty()) {
    command += "file=" + github_property(printable_line(path)) + ",";
    if (problem.where.line > 0) command += "line=" + std::to_string(problem.where.line) + ",";
    if (problem.where.column > 0) command += "col=" + std::to_string(problem.where.column) + ",";
  }
  return command + "title=ebbtide::" + github_escaped(printable_line(line_of(problem)));
}

GithubProgress::GithubProgress(Console& console, std::string target,
                               std::function<std::string(const std::string&)> path_of)
    : console_(console), target_(std::move(target)) {
  console_.hear_problems([find = std::move(path_of)](const Problem& problem, TextOutput& out) {
    const std::string path = problem.where.file.empty() ? "" : find(problem.where.file);
    out.raw() << github_annotation(problem, path) << "\n" << std::flush;
  });
}

GithubProgress::~GithubProgress() {
  close();
  console_.hear_problems({});
}

void GithubProgress::close() {
  if (!is_open_) return;
  console_.lines([](TextOutput& out) { out.raw() << "::endgroup::\n"; });
  is_open_ = false;
}

void GithubProgress::on(const Event& event) {
  if (const auto* const began = std::get_if<Began>(&event)) {
    operation_ = began->operation;
  } else if (const auto* const planned = std::get_if<Planned>(&event)) {
    close();
    if (planned->change_sets == 0) return;
    const std::string title =
        operation_ + (planned->way == Way::back ? " (back)" : "") + ": " +
        count_of(static_cast<std::size_t>(planned->change_sets), "changeset") + " on " + target_;
    console_.lines([&](TextOutput& out) {
      out.raw() << "::group::" << github_escaped(printable_line(title)) << "\n";
    });
    is_open_ = true;
  } else if (std::holds_alternative<Ended>(event)) {
    close();
  }
}

}  // namespace ebbtide
