// A stream may be written to in the middle of a letter: `<<` of a char, or a buffer that ends
// there. An encoder needs whole letters, so the bytes behind the last whole one wait for the rest.
// The last letter is found from the end: bytes 10xxxxxx continue one, the byte before them begins
// it, and whether it is complete is asked of what is there. Bytes that are no UTF-8 do not wait for
// ever: with what follows they are handed on, and the encoder says what becomes of them.
#include "cli/encoded_stream.h"

namespace ebbtide {

int EncodedStream::Buffer::sync() {
  pass_on();
  target_.flush();
  return target_ ? 0 : -1;
}

void EncodedStream::Buffer::pass_on() {
  std::size_t whole = waiting_.size();
  while (whole > 0 && (waiting_[whole - 1] & 0xC0) == 0x80) --whole;
  const bool ends_in_letter = whole > 0 && (waiting_[whole - 1] & 0x80) != 0;
  if (ends_in_letter && is_utf8(std::string_view(waiting_).substr(whole - 1)))
    whole = waiting_.size();
  else if (ends_in_letter)
    --whole;
  target_ << encoder_.encode(std::string_view(waiting_).substr(0, whole));
  waiting_.erase(0, whole);
}

}  // namespace ebbtide
