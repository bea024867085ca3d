#pragma once

#include <set>
#include <string>

#include "executor/open_database.h"
#include "executor/plan.h"
#include "executor/surroundings.h"
#include "executor/text_check.h"
#include "executor/validate.h"

namespace ebbtide {

/// What is checked of a changelog before anything is done with it on a database. Each changeset's
/// texts are looked at once, so an operation has one object and asks it wherever it plans. Borrows
/// what it is made from, and what it returns borrows the project.
class Checks {
 public:
  /// What the operation is, as far as checks differ by it.
  struct Options {
    bool is_strict = false;   ///< whether an author must be given
    bool for_script = false;  ///< whether a script is written instead
    /// Whether a checksum that stood is not compared again: for who checks many times what only it
    /// has written meanwhile.
    bool compares_once = false;
  };

  Checks(const Project& project, OpenDatabase& database, const Options& options,
         const Surroundings& with)
      : project_(project), database_(database), options_(options), with_(with) {}

  /// Checks the changelog against the history: its preconditions, its changesets and their
  /// checksums. Throws Error or ValidationFailed. Returns the changesets that are invalid and want
  /// to be marked as ran.
  std::set<const ChangeSet*> changelog(const History& history);
  /// The same without its preconditions, which ask the database.
  std::set<const ChangeSet*> change_sets(const History& history);

  /// The plan of an update after the checks; changesets that are invalid and want to be marked as
  /// ran are so in it. Borrows the project and the history.
  UpdatePlan update_plan(const History& history, const UpdateLimit& limit);
  /// The same without a check: for a history whose tables are still to be made, and that is planned
  /// again.
  UpdatePlan unchecked_plan(const History& history, const UpdateLimit& limit) const;
  /// Checks the texts of what the plan runs before anything of it is run; warns of those that have
  /// run. May mark further changesets of the plan as invalid. Throws ValidationFailed with all of
  /// them.
  void texts(UpdatePlan& plan);

 private:
  const Project& project_;
  OpenDatabase& database_;
  Options options_;
  Surroundings with_;
  TextCheck text_check_;
  Validation::Stood stood_;
};

/// Throws Error where the history does not tell which of its rows is the last, so that a tag would
/// mark nobody knows what.
void require_known_end(const History& history);

/// What to say where the tag that an update is to stop at is not in the changelog. The limit must
/// have a tag.
std::string warning_of_tag(const UpdateLimit& limit, const Changelog& changelog);

/// Throws UsageError for a tag that the history cannot keep: an empty one, and one of more than 255
/// letters (of UTF-16) where the column has a limit.
void check_tag(const std::string& tag, const Facts& facts);

}  // namespace ebbtide
