// All that is judged goes by once, in the order in which it would run. For each statement the rules
// see what it does and the state before it; then the state goes on. What a rule finds may turn out
// to be none when the deployment ends: an index that follows, a view that stands in.
#include "lint/judge.h"

#include <algorithm>
#include <tuple>

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
      for (std::size_t i = 0; i < subject.statements.size(); ++i) {
        if (scene_.interruption != nullptr) scene_.interruption->check();
        judge(subject, subject.statements[i], i);
        note(subject, subject.statements[i]);
      }
      scene_.state.forget_emptied();
    }
    if (!subject.is_judged) return;
    for (const Rule* const rule : rules_) {
      findings_.look_for(*rule);
      if (rule->on_subject != nullptr && findings_.counts(subject.where.file))
        rule->on_subject(scene_, subject, findings_);
    }
  }

  void note(const Subject& subject, const Statement& statement) {
    for (const sql::Effect& one : statement.effects) {
      if (one.is(Verb::create, Thing::enum_value)) scene_.noted.push_back(&one);
      if (one.is(Verb::set, Thing::setting) && one.object.name == "lock_timeout")
        scene_.files_with_timeout.insert(subject.where.file);
    }
    const sql::Clause& text = scene_.whole(statement);
    if (begins_transaction(text)) scene_.is_begun = true;
    if (ends_transaction(text)) scene_.is_begun = false;
  }

  void judge(const Subject& subject, const Statement& statement, std::size_t number) {
    static const sql::Effect nothing = {};
    const sql::Effect& first = statement.effects.empty() ? nothing : statement.effects.front();
    if (subject.is_judged)
      call(Step{scene_, subject, statement, first, number}, &Rule::on_statement);
    for (const sql::Effect& effect : statement.effects) {
      const Step step{scene_, subject, statement, effect, number};
      if (subject.is_judged) call(step, &Rule::on_effect);
      go_on(step);
    }
  }

  void call(const Step& step, void (*Rule::*function)(const Step&, Findings&)) {
    for (const Rule* const rule : rules_) {
      if (rule->*function == nullptr || (rule->is_gate && step.subject.is_exempt)) continue;
      findings_.look_for(*rule);
      if (scene_.settings.severity(*rule, "") == Severity::off &&
          !findings_.counts(step.subject.where.file))
        continue;
      (rule->*function)(step, findings_);
    }
  }

  /// A table that is rebuilt keeps what is known of the old one.
  void go_on(const Step& step) {
    const sql::Effect& effect = step.effect;
    const Made made{step.subject.deployment, &step.subject, &step.statement, effect.at,
                    name_of(effect)};
    if (effect.is(Verb::drop, Thing::table) && step.is_rebuild_of(effect.object)) {
      if (const TableState* const old = step.table()) old_ = *old;
    }
    scene_.state.apply(effect, step.clause_text(), scene_.facts.syntax, made);
    note_routine(step, made);
    if (effect.verb == Verb::create && effect.not_valid) scene_.noted.push_back(&effect);
    if (old_ && effect.is(Verb::rename, Thing::table) && step.is_rebuild_of(effect.other)) {
      scene_.state.keep_marks(*old_, effect.other);
      old_.reset();
    }
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
  std::optional<TableState> old_;  ///< the table that is being rebuilt
};

}  // namespace

std::vector<Finding> judge(Scene& scene) { return Judge(scene).run(); }

}  // namespace ebbtide::lint
