#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "changelog/node.h"

namespace ebbtide {

/// Parses files that will be needed on a thread of its own, while the changesets of others are
/// made. To be used from one thread only. The thread starts with the first file, and ends, at most
/// one file later, with the object.
class ParseAhead {
 public:
  using Parse = std::function<Document(std::string text)>;

  /// So many documents wait at most, so that memory stays bounded.
  static constexpr std::size_t most_waiting = 4;
  /// A shorter file is parsed sooner than handed over: that is left to `take`.
  static constexpr std::size_t shortest_file = 16 * 1024;

  ParseAhead() = default;
  ~ParseAhead();
  ParseAhead(const ParseAhead&) = delete;
  ParseAhead& operator=(const ParseAhead&) = delete;

  bool is_full() const { return documents_.size() >= most_waiting; }
  bool has(const std::string& path) const { return documents_.count(path) > 0; }
  /// Has the text of a file parsed. What the parser throws, `take` throws.
  void add(const std::string& path, std::string text, Parse parse);
  /// The document of this path, waiting for it; nothing where it was not added.
  std::optional<Document> take(const std::string& path);

 private:
  using Task = std::packaged_task<Document()>;

  bool start();
  void hand_over(Task task);
  void run();

  std::map<std::string, std::future<Document>> documents_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;  // these two under the mutex
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace ebbtide
