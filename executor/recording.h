#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "executor/report.h"
#include "executor/session.h"

namespace ebbtide {

/// Keeps the statements it is given and runs none: to look at what a changeset would run.
class RecordingSession final : public Session {
 public:
  bool is_script() const override { return true; }
  void comment(std::string_view) override {}
  using Session::run;
  std::int64_t run(const SqlStep& step) override {
    statements.push_back(step.statement.sql);
    return 0;
  }
  void begin() override {}
  void commit() override {}
  void rollback() override {}
  void run_and_commit(const RowChange&) override {}
  void write(const RowChange&) override {}
  void reset(int) override {}

  std::vector<std::string> statements;
};

/// Says nothing.
class SilentReport final : public Report {
 public:
  void running(const ChangeSet&) override {}
  void rolling_back(const ChangeSet&) override {}
  void output(std::string_view, std::string_view) override {}
  void checksum_upgraded(const ChangeSet&, std::string_view, std::string_view) override {}
  void warning(std::string_view) override {}
  void note(std::string_view) override {}
};

}  // namespace ebbtide
