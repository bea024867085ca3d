#include "cli/signals.h"

#include <pthread.h>

#include <csignal>

namespace ebbtide {
namespace {

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGUSR1);  // our own word for the end
  return set;
}

}  // namespace

SignalWatcher::SignalWatcher(Interruption& interruption) : interruption_(interruption) {
  const sigset_t set = watched_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::thread([this] { watch(); });
}

SignalWatcher::~SignalWatcher() {
  pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
}

void SignalWatcher::watch() {
  const sigset_t set = watched_signals();
  int signal = 0;
  while (sigwait(&set, &signal) == 0 && signal != SIGUSR1) interruption_.request(signal);
}

}  // namespace ebbtide
