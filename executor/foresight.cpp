// An undo that fails at its second statement has lost its first where the database cannot take it
// back. What makes most of them fail can be seen before: they drop what is not there. So the
// statements are made without running them and those that drop something are held against the
// catalog.
//
// Only a certain answer counts. The first statement is not looked at, since where it fails nothing
// has happened. Behind a statement that makes or renames something the catalog of now tells nothing
// of the catalog then, and the search ends; the same behind a change whose statements cannot be
// made yet.
#include "executor/foresight.h"

#include "changelog/walk.h"
#include "database/applied.h"
#include "database/facts.h"
#include "sql/statement.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// Looks at statements until one comes that makes something, after which the database of now tells
/// nothing of the database then.
class Foresight {
 public:
  Foresight(const Catalog& live, const sql::Syntax& syntax) : live_(live), syntax_(syntax) {}

  void look(const std::string& sql) {
    if (is_blind_ || doomed_) return;
    ++number_;
    const sql::Look look = sql::look_at(sql, syntax_);
    is_blind_ = look.has(sql::Trait::makes_or_renames);
    // Where the first one fails, nothing has happened yet.
    if (number_ == 1 || !look.has(sql::Trait::drops)) return;
    if (is_applied(sql::effects_of(sql, syntax_), live_) != Applied::yes) return;
    doomed_ = "statement " + std::to_string(number_) +
              ", because what it drops is not there: " + std::string(utf16_prefix(sql, 300));
  }
  const std::optional<std::string>& doomed() const { return doomed_; }

 private:
  const Catalog& live_;
  const sql::Syntax syntax_;
  int number_ = 0;
  bool is_blind_ = false;
  std::optional<std::string> doomed_;
};

}  // namespace

std::optional<std::string> find_doomed_statement(const Undo& undo, const ChangeSet& change_set,
                                                 const Target& target) {
  Walk walk(change_set, Way::back, target);
  Foresight foresight(target.catalog, target.facts().syntax);
  // What follows one that cannot be made now is made from a table as it will be then.
  std::vector<NotMade> not_made;
  for (auto change = undo.changes.begin(); change != undo.changes.end() && not_made.empty();
       ++change) {
    for (const WalkedStatement& statement : statements_of(**change, walk, not_made))
      foresight.look(statement.sql());
  }
  return foresight.doomed();
}

}  // namespace ebbtide
