#include "rollback/foresight.h"

#include "database/sql_words.h"
#include "database/statement_effect.h"

namespace ebbtide {
namespace {

/// Looks at statements until one comes that makes something, after which the database of now tells
/// nothing of the database then.
class Foresight {
 public:
  explicit Foresight(const Catalog& live) : live_(live) {}

  void look(const Step& step) {
    const auto* const sql = std::get_if<SqlStep>(&step);
    if (sql == nullptr || is_blind_ || doomed_) return;
    ++number_;
    SqlWords words(sql_words(sql->statement.sql, 4));
    is_blind_ = words.take_any({"CREATE", "RENAME", "USE", "CALL"}) ||
                (words.sees("ALTER") && !words.sees("DROP", 3));
    // Where the first one fails, nothing has happened yet.
    if (number_ == 1 || !words.take("DROP")) return;
    if (look_for_effect(sql->statement.sql, live_) != Applied::yes) return;
    doomed_ = "statement " + std::to_string(number_) +
              ", because what it drops is not there: " + sql->statement.sql.substr(0, 300);
  }
  const std::optional<std::string>& doomed() const { return doomed_; }

 private:
  const Catalog& live_;
  int number_ = 0;
  bool is_blind_ = false;
  std::optional<std::string> doomed_;
};

}  // namespace

std::optional<std::string> find_doomed_statement(const Undo& undo, const Target& target) {
  Foresight foresight(target.catalog);
  for (const UndoChange& change : undo.changes)
    change->emit(target, [&](const Step& step) { foresight.look(step); });
  return foresight.doomed();
}

}  // namespace ebbtide
