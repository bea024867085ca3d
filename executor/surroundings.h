#pragma once

#include "database/interruption.h"
#include "executor/observer.h"

namespace ebbtide {

/// Who an operation tells what it does, and who may ask it to stop. Both must outlive the
/// operation. One interruption may be that of several operations at once, on threads of their own;
/// an observer hears of one, unless it is made for more.
struct Surroundings {
  Observer& observer;
  Interruption& interruption;
};

}  // namespace ebbtide
