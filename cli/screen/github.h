#pragma once

#include <functional>
#include <string>

#include "cli/console.h"

namespace ebbtide {

/// Tells GitHub Actions what it can show: the lines of an operation as a group that folds, and each
/// error as an annotation of its file. `path_of` gives the path of a file within the repository,
/// empty where it has none.
class GithubProgress final : public Observer {
 public:
  GithubProgress(Console& console, std::string target,
                 std::function<std::string(const std::string&)> path_of);
  ~GithubProgress() override;
  GithubProgress(const GithubProgress&) = delete;
  GithubProgress& operator=(const GithubProgress&) = delete;
  void on(const Event& event) override;

 private:
  void close();

  Console& console_;
  std::string target_;
  std::string operation_;
  bool is_open_ = false;
};

/// A text behind the `::` of a command, and a value before it, where a colon and a comma would end
/// it too. Line ends and percent signs are written as GitHub reads them back.
std::string github_escaped(std::string_view text);
std::string github_property(std::string_view text);
/// The command of an annotation, as `::error file=c.xml,line=3,col=7::message`.
std::string github_annotation(const Problem& problem, const std::string& path);

}  // namespace ebbtide
