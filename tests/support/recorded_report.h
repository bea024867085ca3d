#pragma once

#include <string>

#include "executor/observer.h"

namespace ebbtide {

/// What a run told, one line each, but for the statements and the ends.
class RecordedReport final : public Observer {
 public:
  std::string text;

  void on(const Event& event) override {
    if (const auto* const one = std::get_if<ChangeSetBegan>(&event)) {
      add((one->way == Way::forward ? "running " : "rolling back ") + one->change_set.id.to_text());
    } else if (const auto* const waiting = std::get_if<WaitingForLock>(&event)) {
      add("note Waiting for changelog lock" +
          (waiting->holder.empty() ? "" : ", held by " + std::string(waiting->holder)) + "....");
    } else if (const auto* const upgraded = std::get_if<ChecksumUpgraded>(&event)) {
      add("upgraded " + upgraded->change_set.id.to_text() + " from " + std::string(upgraded->from) +
          " to " + std::string(upgraded->to));
    } else if (const auto* const said = std::get_if<Said>(&event)) {
      add(said->kind == Said::Kind::output
              ? "output " + std::string(said->target) + ": " + std::string(said->message)
          : said->kind == Said::Kind::warning ? "warning " + std::string(said->message)
                                              : "note " + std::string(said->message));
    }
  }

 private:
  void add(const std::string& line) { text += line + "\n"; }
};

}  // namespace ebbtide
