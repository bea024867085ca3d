#pragma once

#include <vector>

#include "changelog/changelog.h"
#include "changelog/walk.h"
#include "executor/impact.h"
#include "text/error.h"

namespace ebbtide {

/// What an operation is about to do: every changeset that it will run or undo, with every statement
/// of it and what that does, and what would certainly fail. Worked out under the lock, before the
/// first statement. Lives as long as the call it is given to. The changelog is the whole one;
/// `impact` has what will run, in that order, and of a rollback the statements that undo; what is
/// only recorded as run has no statements there.
struct Prospect {
  Way way;
  const Changelog& changelog;
  const Impact& impact;
};

/// Somebody who is asked before an operation changes anything: a gate of rules, an approval, a plan
/// that has to be exactly this one. Asked once per operation, on its thread, after all that the
/// operation itself could refuse; an update that needs no lock asks nobody.
class Consent {
 public:
  virtual ~Consent() = default;
  /// What speaks against it, each with the place that it is about; it is done where nothing does.
  /// What is thrown ends the operation as well. To warn and let pass, tell the observer and return
  /// nothing.
  virtual std::vector<Problem> against(const Prospect& prospect) = 0;
  /// Nobody has anything against it, and it is done now: for who keeps a record of its consent.
  virtual void granted() {}
};

/// Borrowed, never null.
using Consents = std::vector<Consent*>;

/// Asks all of them, also behind one that has something against it. Throws ConsentRefused with
/// everything that they have against it.
void require_consent(const Consents& consents, const Prospect& prospect);

/// An operation that somebody had something against, so that nothing of it was done.
class ConsentRefused : public ValidationFailed {
 public:
  using ValidationFailed::ValidationFailed;
};

}  // namespace ebbtide
