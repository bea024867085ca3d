// A signal handler may call hardly anything, and to cancel a statement takes a lot: PostgreSQL
// wants a connection of its own for it, MySQL another session that says KILL QUERY. So the signals
// are blocked in all threads, and one thread waits for them with sigwait and can then do as it
// likes: it asks for the end, which cancels what each open database is at. The working thread meets
// the error of its statement, undoes what was begun, and leaves with `Interrupted`; a second signal
// cancels once more what then runs, such as a rollback that hangs.
//
// Blocking is inherited by threads that are made later, so the watcher must be made before the
// thread that opens a database. At the end of its life the watcher needs a signal itself to come
// back from sigwait: SIGUSR1, sent to its thread alone.
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
  is_over_ = true;
  pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
}

void SignalWatcher::watch() {
  const sigset_t set = watched_signals();
  int signal = 0;
  while (sigwait(&set, &signal) == 0 && !is_over_) {
    if (signal != SIGUSR1) interruption_.request(signal);  // another's SIGUSR1 means nothing here
  }
}

}  // namespace ebbtide
