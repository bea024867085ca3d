#pragma once

#include <chrono>
#include <ostream>
#include <string>
#include <vector>

#include "cli/report/run_record.h"

namespace ebbtide {

/// A run that is over, as reports tell of it.
struct RunReport {
  std::string command;
  std::string database;
  const RunRecord& record;
  const Error* error = nullptr;
  int exit_code = 0;
  std::vector<std::string> undo = {};  ///< of each changeset: how it can be undone; empty: unknown
  std::chrono::system_clock::time_point end = std::chrono::system_clock::now();

  /// What became of it: `done`, `failed`, `refused`, `stopped`.
  std::string verdict() const;
  /// When it ended, in UTC: `2026-11-27T18:07:21Z`.
  std::string end_text() const;
};

/// One page that needs nothing else: no network, no program. Failures come first.
void write_page(std::ostream& out, const RunReport& report);
/// The same as JUnit has it, for CI servers: a case for each changeset, and for each finding.
void write_junit(std::ostream& out, const RunReport& report);

/// Text as XML and HTML have it, with what nobody sees spelled out; line ends and tabs stay.
std::string markup(std::string_view text);
/// A time as JUnit has it: `0.040`.
std::string junit_seconds(double seconds);

}  // namespace ebbtide
