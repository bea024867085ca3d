// Workers, as many as may work at a time, each of which takes the next target that may be begun
// until there is none. Which one that is, is decided under one lock:
//
//   somebody asked for the end     none, ever again
//   a canary is not done           none, ever again
//   enough have failed             none, ever again
//   canaries are at work           the next canary, or wait
//   else                           the first whose host has room, or wait
//
// Who waits does so for the end of a target that is at work, since only that can change the answer;
// each end wakes all. So nothing has to be woken by a signal: it ends what is at work.
#include "operations/fleet.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <thread>

#include "executor/run.h"
#include "operations/refusal.h"
#include "text/ascii.h"
#include "text/problem_line.h"

namespace ebbtide {
namespace {

using Clock = std::chrono::steady_clock;

/// What an error says, on one line; of several problems the first, and how many more there are.
std::string line_of_error(const Error& error) {
  const auto* const many = dynamic_cast<const ValidationFailed*>(&error);
  std::string line = many == nullptr
                         ? line_of(Problem{error.where(), error.what(), error.change_set()})
                         : line_of(many->problems().front());
  if (many != nullptr && many->problems().size() > 1)
    line += " (and " + std::to_string(many->problems().size() - 1) + " more)";
  return replace_all(replace_all(line, "\r", ""), "\n", " ");
}

TargetState state_of(const Error& error) {
  if (dynamic_cast<const Interrupted*>(&error) != nullptr) return TargetState::interrupted;
  if (dynamic_cast<const TargetUnreachable*>(&error) != nullptr) return TargetState::unreachable;
  return is_refusal(error) ? TargetState::refused : TargetState::failed;
}

/// One run through a fleet. Borrows what it is made from.
class Fleet {
 public:
  Fleet(const std::vector<FleetTarget>& targets, const TargetWork& work,
        const FleetOptions& options, Interruption& interruption, const FleetProgress& progress)
      : targets_(targets),
        work_(work),
        options_(options),
        interruption_(interruption),
        progress_(progress),
        results_(results_before(targets)) {
    for (const std::string& canary : options.canaries) take_canary(canary);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (!targets[i].earlier && !is_canary(i)) others_.push_back(i);
    }
  }

  std::vector<TargetResult> run() {
    const std::size_t most =
        std::min<std::size_t>(canaries_.size() + others_.size(),
                              static_cast<std::size_t>(std::max(options_.parallel, 1)));
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < most; ++i) workers.emplace_back([this] { work(); });
    for (std::thread& worker : workers) worker.join();
    for (std::size_t i = 0; i < results_.size(); ++i) say_why_not(i);
    return std::move(results_);
  }

 private:
  void take_canary(const std::string& name) {
    const auto found = std::find_if(targets_.begin(), targets_.end(),
                                    [&](const FleetTarget& one) { return one.name == name; });
    if (found == targets_.end())
      throw UsageError("the canary '" + name + "' is none of the targets");
    const auto index = static_cast<std::size_t>(found - targets_.begin());
    if (!found->earlier && !is_canary(index)) canaries_.push_back(index);
  }
  bool is_canary(std::size_t index) const {
    return std::find(canaries_.begin(), canaries_.end(), index) != canaries_.end();
  }

  void work() {
    while (const auto index = begin_next()) {
      const auto begin = Clock::now();
      // The others are told of a target only when it changes: nobody else looks at this one.
      TargetResult result{targets_[*index].name};
      attempt(targets_[*index], result);
      result.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
      end(*index, std::move(result));
    }
  }

  void attempt(const FleetTarget& target, TargetResult& result) const {
    try {
      work_(target, result);
      result.state = TargetState::done;
    } catch (const Error& error) {
      result.state = state_of(error);
      result.error = line_of_error(error);
      if (const auto* const stopped = dynamic_cast<const Interrupted*>(&error))
        result.signal = stopped->signal();
      if (const auto* const failed = dynamic_cast<const ChangeSetFailed*>(&error))
        result.changed = failed->done().change_sets;  // of one transaction nothing stays
    } catch (const std::exception& error) {
      result.state = TargetState::failed;
      result.error = error.what();
    }
  }

  /// The next target, which is at work from here on; nothing where no more will be begun.
  std::optional<std::size_t> begin_next() {
    std::unique_lock guard(mutex_);
    for (;;) {
      if (stop_reason()) return std::nullopt;
      auto& list = canaries_left() ? canaries_ : others_;
      const auto next =
          std::find_if(list.begin(), list.end(), [this](std::size_t i) { return may_begin(i); });
      if (next != list.end()) return begin(*next);
      if (others_.empty() && !canaries_left()) return std::nullopt;
      changed_.wait(guard);
    }
  }

  std::size_t begin(std::size_t index) {
    results_[index].state = TargetState::running;
    ++at_work_[targets_[index].host];
    others_.remove(index);
    if (progress_) progress_(results_, results_[index]);
    return index;
  }

  void end(std::size_t index, TargetResult result) {
    {
      const std::lock_guard guard(mutex_);
      --at_work_[targets_[index].host];
      results_[index] = std::move(result);
      const TargetState state = results_[index].state;
      failures_ += state == TargetState::failed || state == TargetState::refused ? 1 : 0;
      if (progress_) progress_(results_, results_[index]);
    }
    changed_.notify_all();
  }

  bool may_begin(std::size_t index) {
    if (results_[index].state != TargetState::not_run) return false;
    const std::string& host = targets_[index].host;
    return options_.most_per_host < 1 || host.empty() || at_work_[host] < options_.most_per_host;
  }

  /// Whether a canary has not come to its end.
  bool canaries_left() const {
    return std::any_of(canaries_.begin(), canaries_.end(), [&](std::size_t i) {
      return results_[i].state == TargetState::not_run || results_[i].state == TargetState::running;
    });
  }

  /// Why no other target will be begun, where that is so.
  std::optional<std::string> stop_reason() const {
    if (interruption_.is_requested()) return "not begun: the run was interrupted";
    for (const std::size_t i : canaries_) {
      const TargetState state = results_[i].state;
      if (state != TargetState::not_run && state != TargetState::running &&
          state != TargetState::done)
        return "not begun: the canary '" + results_[i].name + "' is not done";
    }
    if (options_.stop_after < 1 || failures_ < options_.stop_after) return std::nullopt;
    return "not begun: stopped after " + count_of(static_cast<std::size_t>(failures_), "failure");
  }

  void say_why_not(std::size_t index) {
    if (results_[index].state != TargetState::not_run) return;
    results_[index].error = stop_reason().value_or("not begun");
    try {
      interruption_.check();
    } catch (const Interrupted& stopped) {
      results_[index].signal = stopped.signal();
    }
  }

  const std::vector<FleetTarget>& targets_;
  const TargetWork& work_;
  const FleetOptions& options_;
  Interruption& interruption_;
  const FleetProgress& progress_;

  std::mutex mutex_;  ///< of all below, as long as workers are at work
  std::condition_variable changed_;
  std::vector<TargetResult> results_;
  std::list<std::size_t> canaries_;
  std::list<std::size_t> others_;  ///< that were not begun
  std::map<std::string, int> at_work_;
  int failures_ = 0;
};

}  // namespace

int usual_parallel() {
  return static_cast<int>(std::clamp(2 * std::thread::hardware_concurrency(), 2U, 8U));
}

std::vector<TargetResult> results_before(const std::vector<FleetTarget>& targets) {
  std::vector<TargetResult> results;
  for (const FleetTarget& target : targets)
    results.push_back(target.earlier.value_or(TargetResult{target.name}));
  return results;
}

std::size_t count_to_do(const std::vector<FleetTarget>& targets) {
  return static_cast<std::size_t>(
      std::count_if(targets.begin(), targets.end(),
                    [](const FleetTarget& target) { return !target.earlier.has_value(); }));
}

std::vector<TargetResult> run_fleet(const std::vector<FleetTarget>& targets, const TargetWork& work,
                                    const FleetOptions& options, Interruption& interruption,
                                    const FleetProgress& progress) {
  return Fleet(targets, work, options, interruption, progress).run();
}

}  // namespace ebbtide
