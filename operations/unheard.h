#pragma once

#include "executor/observer.h"

namespace ebbtide {

/// Hears everything and says nothing: for work that is nobody's progress.
class Unheard final : public Observer {
 public:
  void on(const Event&) override {}
};

}  // namespace ebbtide
