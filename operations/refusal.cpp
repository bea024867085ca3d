// What is refused is told by the type of its error. A new gate throws ConsentRefused, or an error
// that is asked about here.
#include "operations/refusal.h"

#include "operations/consent.h"
#include "operations/drift.h"
#include "operations/lint.h"
#include "rollback/goal.h"
#include "rollback/plan.h"

namespace ebbtide {
namespace {

template <class Type>
bool is(const Error& error) {
  return dynamic_cast<const Type*>(&error) != nullptr;
}

}  // namespace

bool is_refused_rollback(const Error& error) {
  return is<RollbackRefused>(error) || is<GoalRefused>(error);
}

bool is_refusal(const Error& error) {
  return is_refused_rollback(error) || is<ConsentRefused>(error) || is<Drifted>(error) ||
         is<Objected>(error);
}

}  // namespace ebbtide
