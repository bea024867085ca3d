#pragma once

#include <optional>
#include <string>

#include "cli/json/output.h"
#include "executor/observer.h"
#include "text/error.h"

namespace ebbtide {

/// What happens in a run, as it happens, for programs that watch it: a line of JSON for each event,
/// written at once. That nobody reads it any more is no failure of the run; what cannot be written
/// is left out from then on.
class EventStream final : public Observer {
 public:
  /// `target` is the name of a file, which is made anew, or `fd:N` for a descriptor that is open.
  /// Throws UsageError where it cannot be written to.
  explicit EventStream(const std::string& target);
  ~EventStream();
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  void begin(const std::string& command, const std::string& database);
  void on(const Event& event) override;
  /// The end of the command, with the error where it has failed.
  void end(int exit_code, const Error* error);

 private:
  void write(Json event);
  void tell(const ChangeSetEnded& one);

  int descriptor_ = -1;
  bool is_ours_ = false;
  std::string change_set_;
  struct Running {
    int number;
    std::string sql;
    std::chrono::steady_clock::time_point begin;
  };
  std::optional<Running> running_;
};

}  // namespace ebbtide
