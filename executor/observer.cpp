// What begins is told to end, however it ends: the words for the end stand in destructors. So
// whoever shows progress, or writes it to a file, need not know how many ways there are to fail.
// What an observer throws there is swallowed, as an exception on its way must not become the end of
// the process.
#include "executor/observer.h"

#include <exception>

namespace ebbtide {
namespace {

/// An end is told where nothing can be thrown any more.
void tell_end(Observer& observer, const Event& event) noexcept {
  try {
    observer.on(event);
  } catch (...) {
    return;
  }
}

}  // namespace

ToldChangeSet::ToldChangeSet(Observer& observer, const ChangeSet& change_set, Way way)
    : observer_(observer), change_set_(change_set), way_(way) {
  observer_.on(ChangeSetBegan{change_set_, way_});
}

ToldChangeSet::~ToldChangeSet() {
  tell_end(observer_, ChangeSetEnded{change_set_, way_, outcome, statements, rows,
                                     std::chrono::steady_clock::now() - begin_});
}

ToldOperation::ToldOperation(Observer& observer, std::string_view operation)
    : observer_(observer), operation_(operation), exceptions_(std::uncaught_exceptions()) {
  observer_.on(Began{operation_});
}

ToldOperation::~ToldOperation() {
  tell_end(observer_, Ended{operation_, std::uncaught_exceptions() > exceptions_,
                            std::chrono::steady_clock::now() - begin_});
}

}  // namespace ebbtide
