#include "formats/parse_ahead.h"

#include <system_error>

namespace ebbtide {

ParseAhead::~ParseAhead() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void ParseAhead::add(const std::string& path, std::string text, Parse parse) {
  const bool is_left_to_take = text.size() < shortest_file || !start();
  auto work = [parse = std::move(parse), text = std::move(text)]() mutable {
    return parse(std::move(text));
  };
  if (is_left_to_take) {
    documents_.insert_or_assign(path, std::async(std::launch::deferred, std::move(work)));
    return;
  }
  Task task(std::move(work));
  documents_.insert_or_assign(path, task.get_future());
  hand_over(std::move(task));
}

void ParseAhead::hand_over(Task task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
}

/// Whether there is a thread; there is none where the system gives no more.
bool ParseAhead::start() {
  try {
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

std::optional<Document> ParseAhead::take(const std::string& path) {
  const auto found = documents_.find(path);
  if (found == documents_.end()) return std::nullopt;
  std::future<Document> document = std::move(found->second);
  documents_.erase(found);
  return document.get();
}

void ParseAhead::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_over_ || !tasks_.empty(); });
    if (is_over_) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
  }
}

}  // namespace ebbtide
