#pragma once

#include <string>
#include <string_view>

#include "changelog/change_set.h"
#include "history/notices.h"

namespace ebbtide {

/// What a run tells while it goes on. The command line decides the words.
class Report : public Notices {
 public:
  virtual void running(const ChangeSet& change_set) = 0;
  virtual void rolling_back(const ChangeSet& change_set) = 0;
  /// The message of an `output` change; `target` is STDOUT, STDERR or a log level.
  virtual void output(std::string_view message, std::string_view target) = 0;
  virtual void checksum_upgraded(const ChangeSet& change_set, std::string_view from,
                                 std::string_view to) = 0;
  /// A statement of a changeset that runs now.
  virtual void statement(std::string_view) {}
};

}  // namespace ebbtide
