#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "cli/json/events.h"
#include "cli/request.h"

namespace ebbtide {

struct Command;

/// What a run leaves for other programs and for later: its JSON document, the stream of its events,
/// the report. Made before the run, so that what cannot be written is known before it. Borrows the
/// request.
class RunOutputs {
 public:
  /// Throws UsageError for a report of a kind nobody knows, Error for files that cannot be written.
  RunOutputs(Request& request, const Command& command);
  ~RunOutputs();
  RunOutputs(const RunOutputs&) = delete;
  RunOutputs& operator=(const RunOutputs&) = delete;

  /// Writes all of it, once, with the error that ended the run. Throws Error where the report could
  /// not be written, unless the run has failed anyway: then it is told.
  void finish(const Error* error, int exit_code);

 private:
  void write_document(const Error* error, int exit_code);
  void write_report(const Error* error, int exit_code);

  Request& request_;
  const Command& command_;
  bool is_finished_ = false;
  std::ostream* result_ = nullptr;  ///< where the document goes, as long as text is caught
  std::ostringstream caught_;
  std::optional<EventFile> event_file_;
  std::optional<EventStream> events_;
  std::string report_name_;
  std::ofstream report_;
};

}  // namespace ebbtide
