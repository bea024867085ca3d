// What happens between a change and what is sent, in this order and nowhere else:
//
//   the change     left out where its own dbms does not name this database, or the database has no
//                  such thing and that is no error (sequences on MySQL); offered to the sink, which
//                  may leave it out too
//   its SQL        given by the change, statement by statement
//   trimmed        blanks at both ends
//   edited         by each modifySql that counts for the selection, in the order of the changelog;
//                  going back only by those with applyToRollback
//   as sent        what the JDBC driver would make of it, since changelogs are written for one. Not
//                  where values are bound: such SQL is ours, and a `?` in it is a place for a value
//   numbered       from 1, over all changes of the walk; what the sink refuses gets no number
//   followed       by the catalog of a script, so that what is asked next is answered behind it
//
// For `<sql>select a ?? 'k' from t</sql>` with `<append value=" limit 1"/>` on PostgreSQL: the
// edited text is `select a ?? 'k' from t limit 1` and what is sent `select a ? 'k' from t limit 1`.
// The former is kept in `before_driver`.
//
// A change emits into a callback and not into a list, because it may look at the database while it
// does. On SQLite mergeColumns builds its table anew for each of the two columns that it drops,
// from the text that the database has for the table at that moment. Made before the first was run,
// the second would bring back the column that the first has dropped. So each statement is on its
// way before the next one is made, and what the change asks is answered behind it.
//
// A statement whose writer says what it does (`does`: a block that nobody can read) says so of its
// own text only. An edit makes it another one, about which nothing is said.
#include "changelog/walk.h"

#include <utility>

#include "changelog/expression.h"
#include "changelog/text_place.h"
#include "changelog/validate.h"
#include "database/catalog.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Without a copy where there is nothing to trim: statements can be long.
std::string trimmed(std::string text) {
  const std::string_view inner = trim(text);
  if (inner.size() == text.size()) return text;
  return std::string(inner);
}

/// As Liquibase does: offline there is no driver that would cut blank statements.
std::string as_driver_sends(std::string sql, const Target& target) {
  sql = without_jdbc_escapes(std::move(sql), target.facts());
  return target.catalog.is_live() ? without_blank_statements(std::move(sql), target.facts()) : sql;
}

/// Hands each kind of step to the function for it.
template <class... Takes>
struct Taking : Takes... {
  using Takes::operator()...;
};
template <class... Takes>
Taking(Takes...) -> Taking<Takes...>;

}  // namespace

void Sink::stop(const StopStep& step) { throw Error("the changelog stops here: " + step.message); }

Walk::Walk(const ChangeSet& change_set, Way way, const Target& target)
    : change_set_(change_set), way_(way), target_(target.with(change_set.quoting)) {}

void Walk::run(const Change& change, Sink& sink) {
  const Facts& facts = target_.facts();
  if (!dbms_matches(change.dbms(), facts.name) || is_skipped(change, facts)) return;
  if (!sink.begin(change, way_ == Way::forward && change.is_volatile())) return;
  const Taking taking{[&](SqlStep&& step) { take(change, std::move(step), sink); },
                      [&](const OutputStep& step) { sink.output(step); },
                      [&](const StopStep& step) { sink.stop(step); },
                      [&](const CommandStep& step) { sink.command(step); }};
  change.emit(target_, [&](Step step) { std::visit(taking, std::move(step)); });
  sink.end(change);
}

void Walk::take(const Change& change, SqlStep step, Sink& sink) {
  std::string written = trimmed(std::exchange(step.statement.sql, {}));
  const std::string as_told = step.statement.does.empty() ? std::string() : written;
  std::string sql = with_edits(std::move(written));
  if (sql != as_told) step.statement.does.clear();
  WalkedStatement walked{&change, statements_ + 1, std::move(step)};
  if (walked.step.statement.parameters.empty()) {
    std::string sent = as_driver_sends(sql, target_);
    if (sent != sql) walked.before_driver = std::exchange(sql, std::move(sent));
  }
  walked.step.statement.sql = std::move(sql);
  sink.take(walked);
  ++statements_;
  if (target_.follow) target_.follow(walked.step.statement);
}

std::string Walk::with_edits(std::string sql) const {
  for (const SqlVisitor& visitor : change_set_.visitors) {
    if (way_ == Way::back && !visitor.apply_to_rollback) continue;
    if (visitor.counts(target_.properties.selection())) sql = visitor.apply(sql);
  }
  return sql;
}

std::string commented(const CommandStep& step, const Facts& facts) {
  std::string words = step.executable;
  for (const std::string& argument : step.arguments) words += " " + argument;
  return std::string(facts.spellings.line_comment) + " " + replace_all(words, "\n", "\\n");
}

void try_walk(const Change& change, Walk& walk, Sink& sink, std::vector<NotMade>& not_made) {
  try {
    walk.run(change, sink);
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error& error) {
    const bool is_for_now = dynamic_cast<const StructureUnknown*>(&error) != nullptr;
    not_made.push_back({error.where(), error.what(), is_for_now});
  }
}

std::vector<WalkedStatement> statements_of(const Change& change, Walk& walk,
                                           std::vector<NotMade>& not_made) {
  KeptStatements kept;
  try_walk(change, walk, kept, not_made);
  return std::move(kept.all);
}

}  // namespace ebbtide
