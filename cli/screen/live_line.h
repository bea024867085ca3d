#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>

#include "cli/screen/terminal.h"
#include "cli/waiting_buffer.h"

namespace ebbtide {

/// The last line of a terminal, which changes while something is at work. What others write stands
/// above it, so all who write to the terminal do so by a LiveStream. Borrows the stream.
class LiveLine {
 public:
  LiveLine(std::ostream& terminal, std::function<ScreenSize()> size)
      : terminal_(terminal), size_(std::move(size)) {}
  ~LiveLine();
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;

  /// Shows what the function gives for so many columns, anew ten times in a second, until it is
  /// hidden. The function is called on a thread of the line's own, never while `change` is at work.
  void show(std::function<std::string(std::size_t)> text);
  /// Takes the line away. Nothing where none is shown.
  void hide();
  /// Changes what the function reads, and shows the line anew.
  void change(const std::function<void()>& work);
  /// Writes text above the line. A line that is not ended yet keeps the live one away.
  void write(std::ostream& target, std::string_view text);

 private:
  void run();
  void draw();
  void erase();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::ostream& terminal_;
  std::function<ScreenSize()> size_;
  std::function<std::string(std::size_t)> text_;
  bool is_drawn_ = false;
  bool is_at_line_start_ = true;
  bool is_over_ = false;
  std::thread thread_;
};

/// A stream whose text stands above a live line. What is written arrives when it is flushed, at a
/// line's end at the latest when the stream ends. Borrows both.
class LiveStream final : public std::ostream {
 public:
  LiveStream(LiveLine& line, std::ostream& target) : std::ostream(nullptr), buffer_(line, target) {
    rdbuf(&buffer_);
  }

 private:
  class Buffer final : public WaitingBuffer {
   public:
    Buffer(LiveLine& line, std::ostream& target) : WaitingBuffer(target), line_(line) {}
    ~Buffer() override { pass_on(); }

   private:
    void pass_on() override;

    LiveLine& line_;
  };

  Buffer buffer_;
};

}  // namespace ebbtide
