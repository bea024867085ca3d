#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

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
  class Buffer final : public std::streambuf {
   public:
    Buffer(std::ostream& target, std::string_view encoding) : out_(target), encoder_(encoding) {}
    ~Buffer() override { pass_on(); }

   protected:
    int_type overflow(int_type letter) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    /// Gives what is a whole number of letters to the other stream.
    void pass_on();

    std::ostream& out_;
    Encoder encoder_;
    std::string waiting_;
  };

  Buffer buffer_;
};

}  // namespace ebbtide
