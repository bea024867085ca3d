#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace ebbtide {

/// The buffer of a stream whose text waits until it is flushed, has become long, or the stream
/// ends. Who derives from it says where the text goes, and passes on what waits at the end of its
/// life. Borrows the stream where it arrives in the end, which tells whether all goes well.
class WaitingBuffer : public std::streambuf {
 protected:
  explicit WaitingBuffer(std::ostream& target) : target_(target) {}

  int_type overflow(int_type letter) final;
  std::streamsize xsputn(const char* text, std::streamsize size) final;
  int sync() override;

  /// Gives what waits, or as much of it as can go, to the target.
  virtual void pass_on() = 0;

  std::ostream& target_;
  std::string waiting_;
};

}  // namespace ebbtide
