#include "cli/fleet/target_output.h"

#include "text/printable.h"

namespace ebbtide {

LineStream::Buffer::~Buffer() {
  if (waiting_.empty()) return;
  waiting_ += '\n';
  pass_on();
}

std::streambuf::int_type LineStream::Buffer::overflow(int_type letter) {
  if (letter == traits_type::eof()) return traits_type::not_eof(letter);
  const char one = traits_type::to_char_type(letter);
  xsputn(&one, 1);
  return letter;
}

std::streamsize LineStream::Buffer::xsputn(const char* text, std::streamsize size) {
  waiting_.append(text, static_cast<std::size_t>(size));
  pass_on();
  return size;
}

void LineStream::Buffer::pass_on() {
  std::string whole;
  std::size_t begin = 0;
  for (std::size_t end = waiting_.find('\n'); end != std::string::npos;
       end = waiting_.find('\n', begin)) {
    whole += prefix_ + waiting_.substr(begin, end - begin + 1);
    begin = end + 1;
  }
  if (begin == 0) return;
  waiting_.erase(0, begin);
  console_.pass_on(whole);
}

TargetOutput::TargetOutput(Console& run, const std::string& target, bool keeps_result,
                           bool is_quiet)
    : lines_(run, printable_line(target) + " | "),
      console_(keeps_result ? static_cast<std::ostream&>(kept_) : lines_, lines_) {
  console_.log_with(run, target + " | ");
  console_.speak(run.wording());
  if (is_quiet) console_.tell(Console::Progress::nothing);
}

}  // namespace ebbtide
