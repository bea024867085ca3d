#include "cli/waiting_buffer.h"

namespace ebbtide {

std::streambuf::int_type WaitingBuffer::overflow(int_type letter) {
  if (letter != traits_type::eof()) waiting_ += traits_type::to_char_type(letter);
  return traits_type::not_eof(letter);
}

std::streamsize WaitingBuffer::xsputn(const char* text, std::streamsize size) {
  constexpr std::size_t most = std::size_t{64} * 1024;
  waiting_.append(text, static_cast<std::size_t>(size));
  if (waiting_.size() >= most) pass_on();
  return target_ ? size : 0;
}

int WaitingBuffer::sync() {
  pass_on();
  return target_ ? 0 : -1;
}

}  // namespace ebbtide
