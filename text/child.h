#pragma once

#include <spawn.h>
#include <sys/types.h>

#include <string>
#include <vector>

namespace ebbtide {

/// How a program is started: with the environment of this one and nothing to read. It hears its
/// signals, which are blocked for the thread that starts it.
class ChildSetup {
 public:
  ChildSetup();
  ~ChildSetup();
  ChildSetup(const ChildSetup&) = delete;
  ChildSetup& operator=(const ChildSetup&) = delete;

  /// Lets what it writes to its descriptor go where ours goes.
  void direct(int its, int ours);
  /// Starts the program, whose name comes first and is looked for on PATH; `child` is its id then.
  /// Returns 0, or the errno that tells why it could not be started.
  [[nodiscard]] int start(const std::vector<std::string>& words, pid_t& child) const;

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

}  // namespace ebbtide
