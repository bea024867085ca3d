#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ebbtide {

/// A screen in letters.
struct ScreenSize {
  std::size_t columns;
  std::size_t lines;
};

/// What the streams of a process are connected to; as it stands here, to nothing that people look
/// at. `size` is asked each time, since a window may change.
struct Terminal {
  bool has_out = false;  ///< the result goes to one
  bool has_err = false;  ///< progress and diagnostics do
  std::function<ScreenSize()> size = [] { return ScreenSize{80, 24}; };

  /// The terminal of this process, as the system tells.
  static Terminal of_process();
};

/// How a terminal is written to, by the variables of the environment: colours where it has some and
/// nobody has said NO_COLOR; CLICOLOR_FORCE has them also where there is none. `moves` is whether a
/// line can be taken back, which a dumb one cannot. `has_unicode` by the locale.
struct TerminalStyle {
  bool has_colour = false;
  bool moves = false;
  bool has_unicode = false;

  /// What is not there counts as empty, and without TERM nothing moves.
  static TerminalStyle of(const std::vector<std::pair<std::string, std::string>>& environment,
                          bool is_terminal);
};

}  // namespace ebbtide
