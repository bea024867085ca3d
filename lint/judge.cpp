// All that is judged goes by once, in the order in which it would run. For each statement the rules
// see what it does and the state before it; then the state goes on. What a rule finds may turn out
// to be none when the deployment ends: an index that follows, a view that stands in.
#include "lint/judge.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "lint/temporary.h"
#include "sql/effects.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

class Judge {
 public:
  explicit Judge(Scene& scene) : scene_(scene), findings_(scene.settings) {
    for (const Rule* const rule : all_rules())
      if (scene.is_on(rule->databases)) rules_.push_back(rule);
  }

  std::vector<Finding> run() {
    place_temporary_tables(scene_.subjects, scene_.is_on(Databases::sqlite));
    for (std::size_t i = 0; i < scene_.subjects.size(); ++i) {
      const Subject& subject = scene_.subjects[i];
      judge(subject);
      const bool goes_on =
          i + 1 < scene_.subjects.size() && scene_.subjects[i + 1].deployment == subject.deployment;
      if (!goes_on) findings_.end_deployment(scene_.state);
    }
    for (const Rule* const rule : rules_) {
      findings_.look_for(*rule);
      if (rule->at_end != nullptr) rule->at_end(scene_, findings_);
    }
    return sorted(findings_.take());
  }

 private:
  void judge(const Subject& subject) {
    if (subject.runs_here) {
      scene_.is_begun = false;
      scene_.noted.clear();
      choose_rules(subject);
      judge_statements(subject);
      scene_.state.forget_emptied();
    }
    if (!subject.is_judged) return;
    judge_rollback(subject);
    for (const Rule* const rule : rules_) {
      findings_.look_for(*rule);
      if (rule->on_subject != nullptr && findings_.counts(subject.where.file))
        rule->on_subject(scene_, subject, findings_);
    }
  }

  void judge_rollback(const Subject& subject) {
    std::size_t number = 0;
    for (const Statement& statement : subject.rollback) {
      const bool is_unread =
          std::any_of(statement.effects.begin(), statement.effects.end(),
                      [](const sql::Effect& one) { return one.verb == Verb::unread; });
      if (is_unread) ++scene_.unread;
      const Step step{scene_, subject, statement, first_of(statement), number++};
      for (const Rule* const rule : rules_) {
        findings_.look_for(*rule);
        if (rule->judges_rollback && findings_.counts(subject.where.file))
          rule->on_statement(step, findings_);
      }
    }
  }

  /// The first effect of a statement, or one that is none.
  static const sql::Effect& first_of(const Statement& statement) {
    static const sql::Effect nothing = {};
    return statement.effects.empty() ? nothing : statement.effects.front();
  }

  /// The rules that are asked about the statements of a subject, by what calls them.
  void choose_rules(const Subject& subject) {
    for (auto& one : of_verb_) one.clear();
    of_statement_.clear();
    for (const Rule* const rule : rules_) {
      if (!subject.is_judged || (rule->is_gate && subject.is_exempt)) continue;
      findings_.look_for(*rule);
      if (scene_.settings.severity(*rule, "") == Severity::off &&
          !findings_.counts(subject.where.file))
        continue;
      if (rule->on_statement != nullptr) of_statement_.emplace_back(rule, split(rule->begins, ' '));
      if (rule->on_effect == nullptr) continue;
      for (std::size_t verb = 0; verb < of_verb_.size(); ++verb)
        if (rule->verbs >> verb & 1) of_verb_[verb].push_back(rule);
    }
  }

  void judge_statements(const Subject& subject) {
    auto waiting = subject.waiting.begin();
    std::size_t number = 0;
    for (std::size_t i = 0; i <= subject.statements.size(); ++i) {
      for (; waiting != subject.waiting.end() && waiting->before == i; ++waiting) {
        if (subject.is_judged) judge_late(subject, *waiting, number);
        number += waiting->count;
      }
      if (i < subject.statements.size()) judge_and_note(subject, subject.statements[i], number++);
    }
  }

  /// Statements that have waited are read now. Of those that are alike one stands for all where
  /// nothing was found in it.
  void judge_late(const Subject& subject, const WaitingRows& rows, std::size_t number) {
    subject.read(rows, [&](std::unique_ptr<Statement> statement, const sql::Cursor& code) {
      const bool stands_for_all = judge_late(subject, std::move(statement), code, number++);
      return !(rows.are_alike && stands_for_all);
    });
  }

  /// Keeps it only where something was found; whether the same will be found, nothing, whatever its
  /// values are.
  bool judge_late(const Subject& subject, std::unique_ptr<Statement> statement,
                  const sql::Cursor& code, std::size_t number) {
    statement->effects = sql::effects_of(code, scene_.facts.syntax);
    scene_.taken_apart = {statement.get(), sql::Clause(code)};
    const std::size_t known = findings_.size();
    judge_and_note(subject, *statement, number);
    scene_.taken_apart = {};
    const bool is_read =
        std::all_of(statement->effects.begin(), statement->effects.end(),
                    [](const sql::Effect& one) { return one.verb == Verb::insert; });
    if (findings_.size() > known) {
      scene_.read_late.push_back(std::move(statement));
      return false;
    }
    return is_read && scene_.noted.empty();
  }

  void judge_and_note(const Subject& subject, const Statement& statement, std::size_t number) {
    if (scene_.interruption != nullptr) scene_.interruption->check();
    judge(subject, statement, number);
    note(subject, statement);
  }

  void note(const Subject& subject, const Statement& statement) {
    for (const sql::Effect& one : statement.effects) {
      if (subject.is_judged && one.verb == Verb::unread) ++scene_.unread;
      if (one.is(Verb::create, Thing::enum_value)) scene_.noted.push_back(&one);
      if (one.is(Verb::set, Thing::setting) && one.object.name == "lock_timeout")
        scene_.files_with_timeout.insert(subject.where.file);
    }
    const sql::Clause& text = scene_.whole(statement);
    if (text.begins_with({"prepare"}))
      scene_.prepared.insert(lower(text.value_behind({"prepare"})));
    if (begins_transaction(text)) scene_.is_begun = true;
    if (ends_transaction(text)) scene_.is_begun = false;
  }

  void judge(const Subject& subject, const Statement& statement, std::size_t number) {
    ask_of_statement(Step{scene_, subject, statement, first_of(statement), number});
    for (const sql::Effect& effect : statement.effects) {
      const Step step{scene_, subject, statement, effect, number};
      for (const Rule* const rule : of_verb_[static_cast<std::size_t>(effect.verb)]) {
        findings_.look_for(*rule);
        rule->on_effect(step, findings_);
      }
      go_on(step);
    }
  }

  void ask_of_statement(const Step& step) {
    const auto sees = [&](std::string_view word) { return step.code().sees(word); };
    for (const auto& [rule, words] : of_statement_) {
      const bool begins_so = rule->begins.empty() || std::any_of(words.begin(), words.end(), sees);
      if (!begins_so) continue;
      findings_.look_for(*rule);
      rule->on_statement(step, findings_);
    }
  }

  /// A table that is rebuilt keeps what is known of the old one.
  void go_on(const Step& step) {
    const sql::Effect& effect = step.effect;
    const Made made{step.subject.deployment, &step.subject, &step.statement, effect.at,
                    name_of(effect)};
    if (effect.is(Verb::drop, Thing::table) && step.is_rebuild_of(effect.object)) {
      if (const schema::Table* const old = step.table()) old_ = *old;
    }
    if (effect.is(Verb::rename, Thing::table)) rename_size(effect);
    scene_.state.apply(effect, step.clause_text(), scene_.facts.syntax, made);
    if (old_ && gives_name(step)) {
      scene_.state.keep_marks(*old_, *gives_name(step));
      old_.reset();
    }
    note_routine(step, made);
    if (effect.verb == Verb::create && effect.not_valid) scene_.noted.push_back(&effect);
    if (old_ && effect.is(Verb::rename, Thing::table) && step.is_rebuild_of(effect.other)) {
      scene_.state.keep_marks(*old_, effect.other);
      old_.reset();
    }
  }

  /// A table is as big as it was under its old name.
  void rename_size(const sql::Effect& effect) {
    const TableSize* const size = scene_.size_of(effect.object);
    if (size == nullptr) return;
    auto& all = scene_.stats->tables;
    const auto old =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return &one.second == size; });
    auto moved = all.extract(old);
    const std::size_t dot = moved.key().rfind('.');
    const std::string place = dot == std::string::npos ? "" : moved.key().substr(0, dot + 1);
    moved.key() = place + lower(effect.other.name);
    all.erase(moved.key());
    all.insert(std::move(moved));
  }

  /// The copy that has the name of the table which is dropped already; null for none.
  static const sql::Name* gives_name(const Step& step) {
    if (!step.is(Verb::drop, Thing::table)) return nullptr;
    for (const Rebuild& one : step.subject.rebuilds.about(step.object()))
      if (one.gave_name && step.state().same(one.table, step.effect.object)) return &one.copy;
    return nullptr;
  }

  void note_routine(const Step& step, const Made& made) {
    if (step.is(Verb::create, Thing::function) || step.is(Verb::create, Thing::procedure))
      scene_.state.note_routine(step.effect.object, step.statement.sql, scene_.facts.syntax, made);
  }

  static std::vector<Finding> sorted(std::vector<Finding> found) {
    const auto key = [](const Finding& one) {
      return std::tie(one.where.file, one.where.line, one.where.column, one.rule->id, one.object);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
    found.erase(std::unique(found.begin(), found.end(),
                            [&](const Finding& a, const Finding& b) {
                              return key(a) == key(b) && a.change_set == b.change_set;
                            }),
                found.end());
    return found;
  }

  Scene& scene_;
  Findings findings_;
  std::vector<const Rule*> rules_;
  /// Those that look at each statement of the subject, with the words that it may begin with.
  std::vector<std::pair<const Rule*, std::vector<std::string_view>>> of_statement_;
  /// And those that look at each effect, by its verb.
  std::array<std::vector<const Rule*>, static_cast<std::size_t>(Verb::unread) + 1> of_verb_;
  std::optional<schema::Table> old_;  ///< the table that is being rebuilt
};

}  // namespace

std::vector<Finding> judge(Scene& scene) { return Judge(scene).run(); }

}  // namespace ebbtide::lint
