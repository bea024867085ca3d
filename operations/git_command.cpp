#include "operations/git_command.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>

#include "text/ascii.h"
#include "text/child.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// A file without a name, that a program writes and that is read when it has ended: no pipe can
/// fill up.
class Outlet {
 public:
  Outlet() : file_(std::tmpfile(), &std::fclose) {
    if (!file_) throw Error("cannot make a file for what git writes");
  }
  int descriptor() const { return ::fileno(file_.get()); }
  std::string text() const {
    std::string all;
    std::array<char, 16384> buffer{};
    std::rewind(file_.get());
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get()))
      all.append(buffer.data(), count);
    return all;
  }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

}  // namespace

std::string output_of_git(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const Outlet out, err;
  ChildSetup setup;
  setup.direct(STDOUT_FILENO, out.descriptor());
  setup.direct(STDERR_FILENO, err.descriptor());
  pid_t child = 0;
  if (const int result = setup.start(words, child); result != 0)
    throw Error("cannot run git: " + system_message(result));
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw Error("git says: " + replace_all(std::string(trim(err.text())), "\n", " "));
  return out.text();
}

std::vector<std::string> lines_of_git(const std::vector<std::string>& arguments) {
  std::vector<std::string> lines;
  const std::string text = output_of_git(arguments);
  for (const std::string_view line : split(text, '\n'))
    if (!line.empty()) lines.emplace_back(line);
  return lines;
}

}  // namespace ebbtide
