// A changeset becomes a row of parts. What nobody has found anything in stays together, in parts
// of the rest; each thing that was found becomes the steps of its safe form:
//
//   1  create table b …          1    create table b …
//      create index i on a …     1-2  create index concurrently i on a …   (no transaction)
//      alter table a …           1-3  alter table a …
//
// A rollback block is taken apart as well: what in it undoes a step is the step's own, in the form
// that goes with it, and what is left is that of the rest, where there is one.
//
// What is written anew is the text of the change, not what it sends: comments in it stay where they
// are, and those behind the last statement stay with it.
#include "operations/divided_change_set.h"

#include <algorithm>
#include <utility>

#include "changelog/changes/foreign_key.h"
#include "changelog/changes/sql.h"
#include "database/facts.h"
#include "sql/edit.h"
#include "sql/safe_forms.h"
#include "sql/splitter.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using lint::Finding;
using lint::Statement;
using sql::Thing;
using sql::Verb;

using Strings = std::vector<std::string>;

struct Part {
  Changes changes = {};
  bool in_transaction = true;
  bool is_rest = false;
  std::optional<Changes> rollback = {};     ///< absent: as its changes say
  std::vector<sql::Effect> undone_by = {};  ///< what in a rollback block undoes it
};

class Divider {
 public:
  Divider(ChangeSet read, const Division& division) : read_(std::move(read)), division_(division) {}

  DividedChangeSet run() {
    refuse_what_hangs_together();
    for (std::size_t i = 0; refusal_.empty() && i < read_.changes.size(); ++i) add_change(i);
    if (refusal_.empty() && parts_.size() > 1 && read_.preconditions)
      refuse("its preconditions are asked once, and would be asked for each part");
    if (refusal_.empty()) divide_rollback();
    DividedChangeSet divided{.parts = {}, .refusal = refusal_};
    if (refusal_.empty())
      for (Part& one : parts_) divided.parts.push_back(change_set_of(std::move(one)));
    return divided;
  }

 private:
  void refuse(std::string why) {
    if (refusal_.empty()) refusal_ = std::move(why);
  }

  void refuse_what_hangs_together() {
    if (read_.run_always || read_.run_on_change) refuse("it is run again and again");
    if (!read_.visitors.empty()) refuse("modifySql changes its statements");
    if (read_.run_with) refuse("another program runs it");
    if (read_.changes.size() != division_.subject.change_set->changes.size())
      refuse("its changes are not those that were judged");
    if (!read_.rollback) return;
    const Rollback* const judged = division_.subject.change_set->rollback.get();
    if (judged == nullptr || judged->parts.size() != read_.rollback->parts.size())
      refuse("its rollback block is not the one that was judged");
    if (read_.rollback->refusal) refuse("its rollback block says that there is no way back");
    for (const auto& part : read_.rollback->parts)
      if (!std::holds_alternative<std::unique_ptr<Change>>(part))
        refuse("its rollback block names another changeset");
  }

  const Finding* finding_of(const Statement& statement) const {
    for (const Finding* const one : division_.findings)
      if (one->statement == &statement) return one;
    return nullptr;
  }

  void add_change(std::size_t index) {
    const Change* const judged = division_.subject.change_set->changes[index].get();
    const auto statements = statements_of(division_.subject.statements, judged);
    const bool is_found = std::any_of(statements.begin(), statements.end(),
                                      [&](const auto* one) { return finding_of(*one) != nullptr; });
    if (!is_found) {
      rest().changes.push_back(std::move(read_.changes[index]));
      return;
    }
    const auto* const written = raw_sql(read_.changes[index].get());
    const bool is_typed = written == nullptr && judged->type().name != SqlFile::kind.name;
    strips_comments_ = written != nullptr && written->strip_comments;
    const Strings texts = texts_of(statements, written);
    RawSql* before = nullptr;  // what goes on with the text of the statement before
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (finding_of(*statements[i]) != nullptr) {
        add_safely(*statements[i], texts[i], read_.changes[index]);
        before = nullptr;
      } else if (is_typed && !read_.rollback) {
        add_filling(*statements[i], texts[i], *judged);
      } else if (before != nullptr) {
        before->sql = sql::followed_by(std::string(*before->sql), texts[i], syntax());
      } else {
        rest().changes.push_back(raw(texts[i]));
        before = static_cast<RawSql*>(rest().changes.back().get());
      }
    }
    strips_comments_ = false;
  }

  /// Those of a change; a comment that is sent alone is none.
  std::vector<const Statement*> statements_of(const std::vector<Statement>& all,
                                              const Change* change) const {
    std::vector<const Statement*> found;
    for (const Statement& one : all) {
      const bool is_comment = !one.sql.empty() && is_only_comments(one.sql, syntax());
      if (one.change == change && !is_comment) found.push_back(&one);
    }
    return found;
  }

  /// The change where it is SQL that stands in the changelog.
  static const RawSql* raw_sql(const Change* change) {
    const bool is_raw = change != nullptr && &change->type() == &RawSql::kind;
    return is_raw ? static_cast<const RawSql*>(change) : nullptr;
  }

  /// The statements that a change makes, as it writes them: with their comments, also where these
  /// do not reach the database.
  Strings texts_of(const std::vector<const Statement*>& statements, const RawSql* written) const {
    Strings sent;
    for (const Statement* const one : statements) sent.push_back(one->sql);
    if (written == nullptr) return sent;
    Strings texts = with_comments(*written);
    const bool is_same =
        std::equal(texts.begin(), texts.end(), sent.begin(), sent.end(),
                   [&](const auto& text, const auto& one) { return says_same(text, one); });
    return is_same ? texts : sent;
  }

  /// The statements of a text with the comments before them, and those behind them on their line;
  /// those behind the last are its own, but for those that stay in the file.
  Strings with_comments(const RawSql& raw) const {
    std::string_view text = trim(std::string_view(raw.sql.or_empty()));
    if (text.ends_with(division_.kept_behind)) text.remove_suffix(division_.kept_behind.size());
    SqlSplitter splitter(text, syntax(), {.delimiter = raw.delimiter, .split = raw.split});
    Strings all;
    const char* end = text.data();
    while (auto piece = splitter.next_view()) {
      const std::string_view between(end, static_cast<std::size_t>(piece->data() - end));
      end = piece->data() + piece->size();
      if (!all.empty() && !contains(between, "\n")) take_end_of_line(*piece, all.back());
      if (all.empty() || !is_only_comments(*piece, syntax())) {
        all.emplace_back(*piece);
      } else if (!piece->empty()) {
        all.back().append("\n").append(*piece);
      }
    }
    return all;
  }

  /// What stands on the line where a statement ends is its own where it is a comment.
  void take_end_of_line(std::string_view& piece, std::string& statement) const {
    const std::string_view line = piece.substr(0, piece.find('\n'));
    if (!is_only_comments(line, syntax())) return;
    statement.append(" ").append(line);
    piece = trim(piece.substr(line.size()));
  }

  /// Whether the text says the same as a statement, comments apart.
  bool says_same(const std::string& text, const std::string& statement) const {
    const SplitOptions options{.delimiter = {}, .split = false, .strip_comments = true};
    return split_sql(text, syntax(), options) == split_sql(statement, syntax(), options);
  }

  Part& rest() {
    if (parts_.empty() || !parts_.back().is_rest) {
      parts_.emplace_back();
      parts_.back().is_rest = true;
      parts_.back().in_transaction = read_.in_transaction;
    }
    return parts_.back();
  }

  static std::unique_ptr<Change> raw(const std::string& sql, bool strips_comments) {
    auto change = std::make_unique<RawSql>();
    change->sql = sql;
    change->strip_comments = strips_comments;
    return change;
  }
  std::unique_ptr<Change> raw(const std::string& sql) const {
    return raw(sql, division_.is_formatted_sql || strips_comments_);
  }

  Part& add_step(std::unique_ptr<Change> change) {
    Part& step = parts_.emplace_back();
    step.changes.push_back(std::move(change));
    step.in_transaction = read_.in_transaction;
    return step;
  }

  void set_rollback(Part& step, const Strings& statements) const {
    step.rollback.emplace();
    if (statements.empty()) return;
    std::string text = statements.front();
    for (std::size_t i = 1; i < statements.size(); ++i)
      text = sql::followed_by(std::move(text), statements[i], syntax());
    step.rollback->push_back(raw(text, strips_rollback_));
  }

  void add_safely(const Statement& statement, const std::string& text,
                  std::unique_ptr<Change>& change) {
    if (statement.effects.size() != 1 || statement.sql.empty())
      return refuse("the statement does more than one thing; write each on its own");
    const sql::Effect& effect = statement.effects.front();
    if (effect.is(Verb::create, Thing::index)) return add_index(text, effect);
    if (effect.is(Verb::create, Thing::foreign_key)) return add_key(text, effect, change);
    if (effect.is(Verb::set_not_null, Thing::column)) return add_not_null(text, effect);
    refuse("nobody knows a safe form of it");
  }

  const sql::Syntax& syntax() const { return division_.names.facts().syntax; }
  std::string named(const std::string& place, const std::string& name) const {
    const std::string quoted = division_.names.quote(name);
    return place.empty() ? quoted : division_.names.quote(place) + "." + quoted;
  }

  /// A statement of a change that says itself how it is undone, which its SQL does not.
  void add_filling(const Statement& statement, const std::string& text, const Change& change) {
    const bool only_fills =
        std::all_of(statement.effects.begin(), statement.effects.end(),
                    [](const auto& one) { return one.is(Verb::update, Thing::rows); });
    if (!only_fills)
      return refuse("as SQL, all that " + std::string(change.type().name) +
                    " does would have no way back");
    set_rollback(add_step(raw(text)), {});
  }

  void add_index(const std::string& text, const sql::Effect& effect) {
    const auto safe = sql::built_concurrently(text, syntax());
    if (!safe || effect.part.empty()) return refuse("the index has no name");
    Part& step = add_step(raw(*safe));
    step.in_transaction = false;
    set_rollback(step, {"DROP INDEX CONCURRENTLY " + named(effect.object.place, effect.part)});
    step.undone_by.push_back({.verb = Verb::drop, .thing = Thing::index, .part = effect.part});
  }

  void add_key(const std::string& text, const sql::Effect& effect,
               std::unique_ptr<Change>& change) {
    const auto safe = sql::not_validated(text, syntax());
    if (!safe || effect.part.empty()) return refuse("the foreign key has no name");
    const std::string table = named(effect.object.place, effect.object.name);
    const std::string key = division_.names.quote(effect.part);
    const bool is_typed = change && &change->type() == &AddForeignKeyConstraint::kind;
    if (is_typed) static_cast<AddForeignKeyConstraint&>(*change).validate = false;
    Part& step = add_step(is_typed ? std::move(change) : raw(*safe));
    if (!is_typed) set_rollback(step, {"ALTER TABLE " + table + " DROP CONSTRAINT " + key});
    step.undone_by.push_back({.verb = Verb::drop, .thing = Thing::constraint, .part = effect.part});
    Part& proof = add_step(raw("ALTER TABLE " + table + " VALIDATE CONSTRAINT " + key));
    set_rollback(proof, {});
  }

  void add_not_null(const std::string& text, const sql::Effect& effect) {
    constexpr std::size_t longest = 63;
    const std::string table = named(effect.object.place, effect.object.name);
    const std::string column = division_.names.quote(effect.part);
    // Not with the name that PostgreSQL 18 gives the rule itself.
    const std::string own = effect.object.name + "_" + effect.part + "_is_not_null";
    if (own.size() > longest) return refuse("the check would have a name of more than 63 bytes");
    const std::string check = division_.names.quote(own);
    const std::string add = "ALTER TABLE " + table + " ADD CONSTRAINT " + check + " CHECK (" +
                            column + " IS NOT NULL) NOT VALID";
    const std::string drop = "ALTER TABLE " + table + " DROP CONSTRAINT " + check;
    set_rollback(add_step(raw(add)), {drop});
    set_rollback(add_step(raw("ALTER TABLE " + table + " VALIDATE CONSTRAINT " + check)), {});
    Part& step = add_step(raw(sql::followed_by(text, drop, syntax())));
    set_rollback(step,
                 {"ALTER TABLE " + table + " ALTER COLUMN " + column + " DROP NOT NULL", add});
    step.undone_by.push_back(
        {.verb = Verb::drop_not_null, .thing = Thing::column, .part = effect.part});
  }

  /// Whether a statement of the rollback block undoes a step, which has a way back of its own.
  bool is_of_step(const Statement& statement) const {
    if (statement.effects.empty()) return false;
    return std::all_of(statement.effects.begin(), statement.effects.end(), [&](const auto& one) {
      const std::string& name = lint::name_of(one);
      return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        return std::any_of(part.undone_by.begin(), part.undone_by.end(), [&](const auto& its) {
          const bool is_kind = one.thing == its.thing ||
                               (sql::is_constraint(one.thing) && sql::is_constraint(its.thing));
          return one.verb == its.verb && is_kind && name == its.part;
        });
      });
    });
  }

  /// What in the rollback block undoes no step.
  Strings left_of_rollback() {
    Strings left;
    const auto& judged = division_.subject.change_set->rollback->parts;
    for (std::size_t i = 0; i < judged.size(); ++i) {
      const Change* const change = std::get<std::unique_ptr<Change>>(judged[i]).get();
      const auto* const read = std::get<std::unique_ptr<Change>>(read_.rollback->parts[i]).get();
      const auto statements = statements_of(division_.subject.rollback, change);
      const auto* const written = raw_sql(read);
      strips_rollback_ = strips_rollback_ || (written != nullptr && written->strip_comments);
      const Strings texts = texts_of(statements, written);
      for (std::size_t k = 0; k < statements.size(); ++k)
        if (!is_of_step(*statements[k])) left.push_back(texts[k]);
    }
    return left;
  }

  void divide_rollback() {
    if (!read_.rollback) return;
    const bool undoes_nothing = read_.rollback->parts.empty();
    const Strings left = left_of_rollback();
    const auto rests =
        std::count_if(parts_.begin(), parts_.end(), [](const Part& one) { return one.is_rest; });
    if (!left.empty() && rests != 1)
      return refuse("its rollback block cannot be taken apart; write one for each step");
    for (Part& one : parts_) {
      if (undoes_nothing || one.is_rest) set_rollback(one, one.is_rest ? left : Strings());
    }
  }

  ChangeSet change_set_of(Part part) {
    ChangeSet one;
    one.id = read_.id;
    one.context = read_.context;
    one.labels = read_.labels;
    one.dbms = read_.dbms;
    one.quoting = read_.quoting;
    one.fail_on_error = read_.fail_on_error;
    one.mark_ran_when_invalid = read_.mark_ran_when_invalid;
    one.run_order = read_.run_order;
    one.created = read_.created;
    one.in_transaction = part.in_transaction;
    one.comments = std::exchange(read_.comments, Text());
    one.preconditions = std::move(read_.preconditions);
    one.changes = std::move(part.changes);
    if (!part.rollback) return one;
    one.rollback = std::make_unique<Rollback>();
    for (auto& change : *part.rollback) one.rollback->parts.emplace_back(std::move(change));
    return one;
  }

  ChangeSet read_;
  const Division& division_;
  std::vector<Part> parts_;
  bool strips_comments_ = false;  ///< the change that is being taken apart does
  bool strips_rollback_ = false;  ///< a change of the rollback block does
  std::string refusal_;
};

}  // namespace

DividedChangeSet divide(ChangeSet read, const Division& division) {
  return Divider(std::move(read), division).run();
}

}  // namespace ebbtide
