#pragma once

#include <variant>

#include "executor/observer.h"

namespace ebbtide {

/// Lets warnings through: what is done on a scratch database is no progress of anybody's.
class WarningsAlone final : public Observer {
 public:
  explicit WarningsAlone(Observer& observer) : observer_(observer) {}
  void on(const Event& event) override {
    const auto* const said = std::get_if<Said>(&event);
    if (said != nullptr && said->kind == Said::Kind::warning) observer_.on(event);
  }

 private:
  Observer& observer_;
};

}  // namespace ebbtide
