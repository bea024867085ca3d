// Each line is one write to the descriptor, with no buffer between: whoever reads it sees an event
// when it happens, and a process that is killed takes nothing along. A reader that went away makes
// a write raise SIGPIPE, which would end the process; so the signal is blocked for the time of the
// write and taken back where it came from it. A reader that is there and does not read makes the
// run wait, as with every pipe.
#include "cli/json/events.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <csignal>
#include <ctime>
#include <nlohmann/json.hpp>

#include "cli/json/document.h"
#include "cli/json/fleet.h"

namespace ebbtide {
namespace {

constexpr int version = 1;

std::string moment() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const std::time_t seconds = millis / 1000;
  std::tm time{};
  gmtime_r(&seconds, &time);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S.", &time);
  return std::string(text.data(), size) + std::to_string(1000 + millis % 1000).substr(1) + "Z";
}

/// In milliseconds, as documents have it.
double seconds_of(Duration took) {
  return std::round(std::chrono::duration<double>(took).count() * 1000) / 1000;
}

/// Writes without the process being ended where nobody reads. Returns whether all was written.
bool write_all(int descriptor, std::string_view text) {
  sigset_t pipe, before, waiting;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&waiting);
  const bool was_pending = sigismember(&waiting, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  bool is_broken = false;
  while (!text.empty() && !is_broken) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    is_broken = written < 0 && errno != EINTR;
  }
  if (is_broken && errno == EPIPE && !was_pending) {
    constexpr timespec at_once{};
    sigtimedwait(&pipe, nullptr, &at_once);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return !is_broken;
}

int descriptor_named(std::string_view target) {
  const std::string_view digits = target.substr(3);
  int number = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0 ||
      fcntl(number, F_GETFD) < 0)
    throw UsageError("'" + std::string(target) +
                     "' is no open descriptor for --events; open it in the shell, as with '3> "
                     "FILE' for fd:3");
  return number;
}

}  // namespace

EventFile::EventFile(const std::string& place) {
  if (place.starts_with("fd:")) {
    descriptor_ = descriptor_named(place);
    return;
  }
  descriptor_ = ::open(place.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0)
    throw UsageError("cannot write the events to '" + place + "': " + system_message(errno));
  is_ours_ = true;
}

EventFile::~EventFile() {
  if (is_ours_) ::close(descriptor_);
}

void EventFile::write(Json event) {
  const std::lock_guard guard(mutex_);
  if (descriptor_ < 0) return;
  event["time"] = moment();
  if (write_all(descriptor_, json_text(event, -1) + "\n")) return;
  if (is_ours_) ::close(descriptor_);
  is_ours_ = false;
  descriptor_ = -1;
}

void EventFile::begin(const std::string& command, std::size_t targets) {
  write({{"event", "begin"}, {"version", version}, {"command", command}, {"targets", targets}});
}

void EventFile::end(int exit_code, const FleetReport& report) {
  write({{"event", "end"}, {"exitCode", exit_code}, {"counts", counts_of(report)}});
}

void EventStream::write(Json event) {
  if (!target_.empty()) event["target"] = target_;
  file_.write(std::move(event));
}

void EventStream::begin(const std::string& command, const std::string& database) {
  write({{"event", "begin"}, {"version", version}, {"command", command}, {"database", database}});
}

void EventStream::end(int exit_code, const Error* error) {
  Json event{{"event", "end"}, {"exitCode", exit_code}};
  if (error != nullptr) event["error"] = json_of(*error, exit_code);
  write(std::move(event));
}

void EventStream::tell(const ChangeSetEnded& one) {
  if (running_ && one.outcome == Outcome::failed)
    write({{"event", "statement"},
           {"state", "failed"},
           {"changeSet", change_set_},
           {"number", running_->number},
           {"sql", running_->sql},
           {"seconds", seconds_of(std::chrono::steady_clock::now() - running_->begin)}});
  running_.reset();
  write({{"event", "changeset"},
         {"state", word_of(one.outcome)},
         {"changeSet", change_set_},
         {"direction", one.way == Way::back ? "rollback" : "update"},
         {"statements", one.statements},
         {"rows", one.rows},
         {"seconds", seconds_of(one.took)}});
}

void EventStream::on(const Event& event) {
  if (const auto* const planned = std::get_if<Planned>(&event)) {
    write({{"event", "plan"},
           {"direction", planned->way == Way::back ? "rollback" : "update"},
           {"changeSets", planned->change_sets}});
  } else if (const auto* const waiting = std::get_if<WaitingForLock>(&event)) {
    write({{"event", "waiting"}, {"holder", std::string(waiting->holder)}});
  } else if (const auto* const began = std::get_if<ChangeSetBegan>(&event)) {
    change_set_ = began->change_set.id.to_text();
    running_.reset();
    write({{"event", "changeset"},
           {"state", "running"},
           {"changeSet", change_set_},
           {"direction", began->way == Way::back ? "rollback" : "update"}});
  } else if (const auto* const statement = std::get_if<StatementBegan>(&event)) {
    running_ = {statement->number, std::string(statement->sql), std::chrono::steady_clock::now()};
    write({{"event", "statement"},
           {"state", "running"},
           {"changeSet", change_set_},
           {"number", statement->number},
           {"sql", running_->sql}});
  } else if (const auto* const done = std::get_if<StatementDone>(&event)) {
    running_.reset();
    write({{"event", "statement"},
           {"state", "done"},
           {"changeSet", change_set_},
           {"number", done->number},
           {"rows", done->rows},
           {"seconds", seconds_of(done->took)}});
  } else if (const auto* const ended = std::get_if<ChangeSetEnded>(&event)) {
    tell(*ended);
  } else if (const auto* const said = std::get_if<Said>(&event)) {
    if (said->kind == Said::Kind::output) return;
    write({{"event", said->kind == Said::Kind::warning ? "warning" : "note"},
           {"message", std::string(said->message)}});
  } else if (const auto* const permitted = std::get_if<Permitted>(&event)) {
    Json permit = json_of(permitted->permit);
    permit["event"] = "permit";
    write(std::move(permit));
  }
}

}  // namespace ebbtide
