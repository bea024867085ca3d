#pragma once

#include <concepts>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace ebbtide {

/// Text for a terminal or a log, the only way there for what people read. What is written as a
/// literal is layout; every other text is a value that may come from anywhere: it stays on its
/// line, and whatever in it is not seen is spelled out. Lines that a CI server takes for commands,
/// such as `::error::` and `##vso[…]`, are broken by a backslash wherever they come from. Results
/// for other programs, JSON and SQL, do not come this way. Text is UTF-8; bytes that are none are
/// spelled out as well. Borrows the stream; remembers how its last line began, so one stream wants
/// one TextOutput.
class TextOutput {
 public:
  explicit TextOutput(std::ostream& out) : out_(&out) {}
  ~TextOutput() { pass_on(); }
  TextOutput(const TextOutput&) = delete;
  TextOutput& operator=(const TextOutput&) = delete;

  /// Layout, as it stands in the source.
  template <std::size_t size>
  TextOutput& operator<<(const char (&layout)[size]) {
    write(std::string_view(layout, size - 1));
    return *this;
  }
  /// A value, on one line.
  TextOutput& operator<<(std::string_view value);
  template <std::integral Number>
  requires(!std::same_as<Number, char> && !std::same_as<Number, bool>) TextOutput& operator<<(
      Number number) {
    write(std::to_string(number));
    return *this;
  }
  /// A value that may have several lines.
  TextOutput& lines(std::string_view value);
  /// Hands on what was written, so that it stands before what others write.
  TextOutput& flush();

  /// Sends what comes from now on somewhere else.
  void redirect(std::ostream& out) {
    pass_on();
    out_ = &out;
  }
  /// Past all this, for the results that other programs read.
  std::ostream& raw() {
    pass_on();
    return *out_;
  }
  /// From now on lines that are too wide for a terminal are broken between words, before it breaks
  /// them anywhere. The function says how many columns it has; a line waits for its end.
  void fold_at(std::function<std::size_t()> columns) { columns_ = std::move(columns); }
  /// Writes what is as wide as it is, also on a terminal.
  template <class Write>
  void as_wide_as_it_is(Write write) {
    auto columns = std::exchange(columns_, {});
    write();
    columns_ = std::move(columns);
  }

 private:
  /// How far into a command of a CI server the line is.
  enum class Mark { none, line_start, colon, hash, two_hashes };

  void write(std::string_view text);
  void put(std::string_view text);
  void pass_on();
  /// Whether the letter would complete such a command.
  bool completes(char32_t letter) const;
  void note(char32_t letter);

  std::ostream* out_;
  Mark mark_ = Mark::line_start;
  std::function<std::size_t()> columns_;
  std::string line_;  ///< that has no end yet, where lines are folded
};

}  // namespace ebbtide
