#pragma once

#include <ostream>
#include <sstream>
#include <streambuf>
#include <string>

#include "cli/console.h"

namespace ebbtide {

/// A stream whose lines arrive at a console whole, each behind the same words; a last line without
/// an end arrives when the stream ends. Used by one thread; the console may be that of several.
class LineStream final : public std::ostream {
 public:
  LineStream(Console& console, std::string prefix)
      : std::ostream(nullptr), buffer_(console, std::move(prefix)) {
    rdbuf(&buffer_);
  }

 private:
  class Buffer final : public std::streambuf {
   public:
    Buffer(Console& console, std::string prefix) : console_(console), prefix_(std::move(prefix)) {}
    ~Buffer() override;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

   protected:
    int_type overflow(int_type letter) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;

   private:
    void pass_on();

    Console& console_;
    std::string prefix_;
    std::string waiting_;
  };

  Buffer buffer_;
};

/// The console of one target of a fleet: what it says goes to the console of the run, line by line
/// behind the target's name, and to its log. Its result goes there too; or, where the run writes
/// one document, is kept to be a part of it. Where it is quiet, only what is wrong is told.
class TargetOutput {
 public:
  TargetOutput(Console& run, const std::string& target, bool keeps_result, bool is_quiet);

  Console& console() { return console_; }
  /// What was kept.
  std::string result() const { return kept_.str(); }

 private:
  LineStream lines_;
  std::ostringstream kept_;
  Console console_;
};

}  // namespace ebbtide
