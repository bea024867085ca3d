#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace ebbtide {

/// A place in a file, for people. Lines and columns count from 1, columns in letters; 0 means that
/// it is not known, and with line 0 the file as a whole.
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  /// `db/changelog.xml:14:9`, with what is known of it.
  std::string to_text() const;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Why something is wrong: a mistake, or what this program leaves to others.
enum class ProblemKind { mistake, java_only, paid_only };

/// One thing that is wrong, where, and in which changeset. The message is one line and says what to
/// do; the place and the changeset are not repeated in it.
struct Problem {
  Position where;
  std::string message;
  std::string change_set;  ///< `path::id::author`, empty outside a changeset
  ProblemKind kind = ProblemKind::mistake;
};

/// What ends a command: one message a person can act on, in one line: what is wrong and what to do.
/// The place and the changeset are apart from it; who shows an error puts them in front and behind.
/// Also the base of all that is thrown here:
///
///   UsageError           the command line or a setting
///   ValidationFailed     the changelog, with all of its problems
///   DatabaseError        the database said no (database/statement.h)
///     ConnectionLost     and nothing more: who goes on after a DatabaseError lets this one pass
///       CommitLost       while a commit was under way (database/connection.h)
///   StructureUnknown     a catalog that cannot answer yet (database/catalog.h)
///   Interrupted          a signal asked for the end (database/interruption.h)
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, Position where = {}, std::string change_set = {})
      : std::runtime_error(message), where_(std::move(where)), change_set_(std::move(change_set)) {}

  const Position& where() const { return where_; }
  const std::string& change_set() const { return change_set_; }

 private:
  Position where_;
  std::string change_set_;
};

/// The command line or a setting is wrong; nothing was read or run.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// Everything that is wrong with a changelog, found before the first statement runs. All of it at
/// once, so that nobody mends one thing after the other. `what()` is only how many there are.
class ValidationFailed : public Error {
 public:
  /// Of at least one problem, in the order they were found.
  explicit ValidationFailed(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// What the system says to a number of `errno`. Threads may ask at the same time, which
/// `std::strerror` does not promise.
std::string system_message(int error);

}  // namespace ebbtide
