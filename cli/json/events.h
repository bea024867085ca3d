#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "cli/json/output.h"
#include "executor/observer.h"
#include "operations/fleet_result.h"
#include "text/error.h"

namespace ebbtide {

/// Where programs that watch a run hear of it: a line of JSON for each event, written at once. That
/// nobody reads it any more is no failure of the run; what cannot be written is left out from then
/// on. Several threads may write at the same time.
class EventFile {
 public:
  /// `place` is the name of a file, which is made anew, or `fd:N` for a descriptor that is open.
  /// Throws UsageError where it cannot be written to.
  explicit EventFile(const std::string& place);
  ~EventFile();
  EventFile(const EventFile&) = delete;
  EventFile& operator=(const EventFile&) = delete;

  /// One line, with the moment in it.
  void write(Json event);
  /// The first line of a run on many databases, and its last one, which counts how they ended.
  void begin(const std::string& command, std::size_t targets);
  void end(int exit_code, const FleetReport& report);

 private:
  std::mutex mutex_;
  int descriptor_ = -1;
  bool is_ours_ = false;
};

/// What happens in the run of a command on one database, as it happens. Borrows the file.
class EventStream final : public Observer {
 public:
  /// The target is the name of the database among many; empty where it is the only one.
  explicit EventStream(EventFile& file, std::string target = {})
      : file_(file), target_(std::move(target)) {}

  /// The first event, before anything is done.
  void begin(const std::string& command, const std::string& database);
  void on(const Event& event) override;
  /// The end of the command, with the error where it has failed.
  void end(int exit_code, const Error* error);

 private:
  void write(Json event);
  void tell(const ChangeSetEnded& one);

  EventFile& file_;
  std::string target_;
  std::string change_set_;
  struct Running {
    int number;
    std::string sql;
    std::chrono::steady_clock::time_point begin;
  };
  std::optional<Running> running_;
};

}  // namespace ebbtide
