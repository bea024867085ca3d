#pragma once

#include "database/interruption.h"
#include "executor/observer.h"

namespace ebbtide {

/// Who an operation tells what it does, and who may ask it to stop.
struct Surroundings {
  Observer& observer;
  Interruption& interruption;
};

}  // namespace ebbtide
