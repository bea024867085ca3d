// The line is drawn without a line end and erased before anything else is written: CR, then ESC [
// K, which every terminal that moves at all knows. The thread takes no signals: those of the
// process are for who waits for them.
#include "cli/screen/live_line.h"

#include <chrono>
#include <csignal>

namespace ebbtide {

LiveLine::~LiveLine() {
  hide();
  {
    const std::lock_guard guard(mutex_);
    is_over_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LiveLine::show(std::function<std::string(std::size_t)> text) {
  const std::lock_guard guard(mutex_);
  text_ = std::move(text);
  draw();
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void LiveLine::hide() {
  const std::lock_guard guard(mutex_);
  erase();
  text_ = nullptr;
}

void LiveLine::change(const std::function<void()>& work) {
  const std::lock_guard guard(mutex_);
  work();
}

void LiveLine::write(std::ostream& target, std::string_view text) {
  const std::lock_guard guard(mutex_);
  erase();
  target << text << std::flush;
  if (!text.empty()) is_at_line_start_ = text.back() == '\n';
  // Drawn again by the clock: what is written in a row does not flicker.
}

void LiveLine::run() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  std::unique_lock guard(mutex_);
  while (!is_over_) {
    draw();
    wake_.wait_for(guard, std::chrono::milliseconds(100));
  }
}

void LiveLine::draw() {
  if (!text_ || !is_at_line_start_) return;
  const std::size_t columns = size_().columns;
  if (columns < 2) return;
  terminal_ << "\r\x1b[K" << text_(columns - 1) << std::flush;
  is_drawn_ = true;
}

void LiveLine::erase() {
  if (!is_drawn_) return;
  terminal_ << "\r\x1b[K" << std::flush;
  is_drawn_ = false;
}

void LiveStream::Buffer::pass_on() {
  if (!waiting_.empty()) line_.write(target_, waiting_);
  waiting_.clear();
}

}  // namespace ebbtide
