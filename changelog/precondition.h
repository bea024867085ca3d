#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "changelog/build.h"
#include "changelog/field.h"
#include "changelog/property_values.h"
#include "database/names.h"

namespace ebbtide {

class Catalog;
struct ChangeSetId;

/// What a precondition may look at, on the database and for the changeset it is asked for.
/// `has_run` must be set, and knows what this run has recorded. Borrows names and catalog.
struct CheckContext {
  const Names& names;
  const Catalog& catalog;
  PropertyValues properties;
  std::string user;  ///< who is connected; empty for nobody
  std::function<bool(const ChangeSetId&)> has_run;
  std::string changelog = {};  ///< the path of the root changelog
};

struct Precondition;

/// Everything the program knows about one kind of precondition without holding one. How to add a
/// kind: preconditions/families.h. `fields` is empty for those that have preconditions inside.
struct PreconditionType {
  std::string_view name;
  std::string_view doc;
  std::span<const Field> fields;
  std::unique_ptr<Precondition> (*create)();
  std::string_view example = {};  ///< one of them in XML, for the help
};

/// Every kind there is.
std::span<const PreconditionType* const> precondition_types();

/// One question that decides whether a changeset, or a whole changelog, may run.
struct Precondition : Record {
  Position where;

  virtual ~Precondition() = default;
  virtual const PreconditionType& type() const = 0;
  /// Why it does not hold; empty when it holds. Throws Error where the question has no answer, such
  /// as a query that answers two rows: that is onError, not onFail. May query the database and
  /// changes nothing, but for what a sqlCheck's own SQL does.
  virtual std::vector<std::string> check(const CheckContext& context) const = 0;
  /// Takes up preconditions that stand inside; only and, or and not have room for them.
  virtual std::vector<std::unique_ptr<Precondition>>* nested() { return nullptr; }
  /// The SQL that somebody wrote for it to ask, as written: what it reaches is judged before.
  virtual std::vector<std::string> queries() const { return {}; }
  /// Whether only a JVM could answer.
  virtual bool runs_java() const { return false; }
  /// Whether it asks for other databases than this one.
  virtual bool is_for_others(std::string_view /*dbms*/) const { return false; }
};

using Preconditions = std::vector<std::unique_ptr<Precondition>>;

/// Why one of several preconditions that go together does not hold. What runs Java is about another
/// database where a dbms beside it asks for one, so it does not hold here.
std::vector<std::string> ask(const Precondition& one, const Preconditions& together,
                             const CheckContext& context);
/// Why not all of them hold, the first reason; empty when they do.
std::vector<std::string> ask_all(const Preconditions& all, const CheckContext& context);

/// What happens when preconditions fail, or cannot be checked.
enum class Otherwise { halt, continue_, mark_ran, warn };

/// What a script makes of preconditions: nothing, a check, or an error.
enum class InScript { ignore, test, fail };

/// A <preConditions> element: all of its preconditions must hold. Words such as onFail are kept as
/// they were written; what is none of them was a problem when it was read, and counts as the first.
struct PreconditionBlock : Record {
  static std::span<const Field> fields();
  Position where;
  Text on_fail, on_error, on_sql_output, on_fail_message, on_error_message;
  Preconditions all;

  /// HALT where nothing is said.
  Otherwise when_failed() const;
  Otherwise when_in_error() const;
  /// IGNORE where nothing is said.
  InScript in_script() const;
  /// Why the block does not hold, the first reason; empty when it holds.
  std::vector<std::string> check(const CheckContext& context) const;
  /// What nobody can answer here and would be asked: the preconditions that run Java. They are no
  /// problem where onError says what is to happen, which the caller looks at.
  Problems unanswerable(std::string_view dbms) const;
};

/// Makes the block a node stands for; what is wrong in it goes to `problems`.
std::unique_ptr<PreconditionBlock> build_preconditions(const Node& node, const Document& document,
                                                       Problems& problems);

}  // namespace ebbtide
