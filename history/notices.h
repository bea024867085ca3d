#pragma once

#include <string_view>

namespace ebbtide {

/// Who is told what happens beside the work itself. The command line decides where it is shown. The
/// words live no longer than the call.
class Notices {
 public:
  virtual ~Notices() = default;

  /// Something that did not go as it was meant to, and the run goes on.
  virtual void warning(std::string_view message) = 0;
  /// Something an operator may want to know and need not act on.
  virtual void note(std::string_view message) = 0;
  /// Another run is at work, and this one waits for its lock; who it is, as far as that is known.
  virtual void waiting_for_lock(std::string_view holder) = 0;
};

}  // namespace ebbtide
