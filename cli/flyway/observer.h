#pragma once

#include "cli/console.h"
#include "executor/observer.h"
#include "text/error.h"

namespace ebbtide {

/// What is told of a run of Flyway's verbs beside their results.
struct FlywayTelling {
  bool is_json = false;
  bool is_quiet = false;          ///< only errors
  bool tells_statements = false;  ///< each of them, before it runs
};

/// Tells warnings and waiting, and counts migrations.
class FlywayObserver final : public Observer {
 public:
  FlywayObserver(Console& console, const FlywayTelling& telling)
      : console_(console), telling_(telling) {}

  /// How many migrations were run, marked or undone, also of a transaction that was taken back.
  int changed() const { return changed_; }

  void on(const Event& event) override;

 private:
  Console& console_;
  FlywayTelling telling_;
  int changed_ = 0;
};

/// Writes an error of several lines as it is.
void tell_flyway_error(Console& console, const Error& error);

}  // namespace ebbtide
