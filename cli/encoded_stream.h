#pragma once

#include <ostream>
#include <string_view>

#include "cli/waiting_buffer.h"
#include "text/unicode.h"

namespace ebbtide {

/// A stream for UTF-8 whose bytes arrive at another one in some encoding, letters that it does not
/// have as the encoder replaces them. What is written arrives at the latest when the stream is
/// flushed or ends. Borrows the other one, which must outlive it.
class EncodedStream final : public std::ostream {
 public:
  /// Throws Error for an unknown encoding.
  EncodedStream(std::ostream& target, std::string_view encoding)
      : std::ostream(nullptr), buffer_(target, encoding) {
    rdbuf(&buffer_);
  }

 private:
  class Buffer final : public WaitingBuffer {
   public:
    Buffer(std::ostream& target, std::string_view encoding)
        : WaitingBuffer(target), encoder_(encoding) {}
    ~Buffer() override { pass_on(); }

   protected:
    int sync() override;

   private:
    /// Gives what is a whole number of letters to the other stream.
    void pass_on() override;

    Encoder encoder_;
  };

  Buffer buffer_;
};

}  // namespace ebbtide
