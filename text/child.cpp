#include "text/child.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

extern char** environ;

namespace ebbtide {

ChildSetup::ChildSetup() {
  posix_spawn_file_actions_init(&files_);
  posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  // Our signals are blocked for the thread that waits for them; the program is to hear its own.
  posix_spawnattr_init(&attributes_);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes_, &none);
  posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
}

ChildSetup::~ChildSetup() {
  posix_spawnattr_destroy(&attributes_);
  posix_spawn_file_actions_destroy(&files_);
}

void ChildSetup::direct(int its, int ours) { posix_spawn_file_actions_adddup2(&files_, ours, its); }

int ChildSetup::start(const std::vector<std::string>& words, pid_t& child) const {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  return ::posix_spawnp(&child, arguments.front(), &files_, &attributes_, arguments.data(),
                        environ);
}

}  // namespace ebbtide
