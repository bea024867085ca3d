#include "lint/findings.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"
#include "text/sha256.h"

namespace ebbtide::lint {

std::string folded_statement(std::string_view statement) {
  constexpr std::size_t long_one = 4096;
  std::string folded;
  for (const char c : statement) {
    if (!is_space(c)) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  return folded.size() < long_one ? folded : sha256(folded);
}

std::string fingerprint_of(const Finding& finding, std::string_view folded) {
  std::string text(finding.rule->id);
  for (const std::string_view part :
       {std::string_view(finding.where.file), std::string_view(finding.change_set),
        std::string_view(finding.object), folded})
    text.append("\n").append(part);
  return sha256(text).substr(0, 16);
}

bool Findings::counts(const std::string& path) const {
  return settings_.severity(*rule_, path) != Severity::off && !settings_.ignores_path(path);
}

Finding& Findings::keep(Finding finding, std::string_view statement) {
  finding.rule = rule_;
  finding.severity = settings_.severity(*rule_, finding.where.file);
  finding.remedy = rule_->remedy;
  finding.is_destructive = rule_->is_gate;
  is_ignored_ = !counts(finding.where.file);
  if (is_ignored_) return ignored_ = std::move(finding);
  if (finding.statement == nullptr) {
    finding.fingerprint = fingerprint_of(finding, folded_statement(statement));
  } else {
    if (std::exchange(folded_of_, finding.statement) != finding.statement)
      folded_ = folded_statement(statement);
    finding.fingerprint = fingerprint_of(finding, folded_);
  }
  return all_.emplace_back(std::move(finding));
}

Finding& Findings::add(const Step& step, std::string object, std::string message) {
  return add_at(step, name_of(step.effect), std::move(object), std::move(message));
}

Finding& Findings::add_at(const Step& step, std::string_view part, std::string object,
                          std::string message) {
  Finding finding;
  finding.where = step.statement.place(step.effect.at, part);
  finding.change_set = step.subject.id;
  finding.object = std::move(object);
  if (step.state().knows_place(step.effect.object)) finding.table = step.effect.object;
  finding.message = std::move(message);
  finding.statement = &step.statement;
  finding.effect = &step.effect;
  return keep(std::move(finding), step.statement.sql);
}

Finding& Findings::add(const Subject& subject, Position where, std::string object,
                       std::string message) {
  Finding finding;
  finding.where = std::move(where);
  finding.change_set = subject.id;
  finding.object = std::move(object);
  finding.message = std::move(message);
  return keep(std::move(finding), "");
}

Finding& Findings::add(Position where, std::string object, std::string message) {
  Finding finding;
  finding.where = std::move(where);
  finding.object = std::move(object);
  finding.message = std::move(message);
  return keep(std::move(finding), "");
}

void Findings::unless(std::function<bool(const State&)> holds) {
  if (!is_ignored_) pending_.push_back({all_.size() - 1, std::move(holds)});
}

void Findings::end_deployment(const State& state) {
  std::vector<std::size_t> gone;
  for (const Pending& one : pending_) {
    if (one.holds(state)) gone.push_back(one.finding);
  }
  pending_.clear();
  std::sort(gone.begin(), gone.end());
  gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
  for (auto one = gone.rbegin(); one != gone.rend(); ++one)
    all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(*one));
}

}  // namespace ebbtide::lint
