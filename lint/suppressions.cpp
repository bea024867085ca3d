// A comment that asks for silence reaches as far as what it is about (lint/comments.h), one with
// ignore-file the whole file, and the comment of a changeset, in every format, the changeset.
//
// What it does not silence, or may not for want of a reason, is a finding itself.
#include "lint/suppressions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "lint/comments.h"
#include "lint/source_text.h"
#include "sql/lexer.h"
#include "text/ascii.h"
#include "text/calendar_day.h"

namespace ebbtide::lint {
namespace {

constexpr std::string_view mark = "ebbtide:ignore";
/// Those of other linters.
constexpr std::string_view foreign_marks[] = {"squawk-ignore", "atlas:nolint", "lql-ignore:"};

struct Foreign {
  std::string_view name;
  std::string_view rules;
};
/// What other linters call a rule, and what it is called here.
constexpr Foreign foreign_rules[] = {
    {"ban-drop-database", "DS101"},
    {"ban-drop-table", "DS102"},
    {"ban-drop-column", "DS103"},
    {"ban-truncate-cascade", "DS104"},
    {"renaming-table", "BC101"},
    {"renaming-column", "BC102"},
    {"ban-drop-not-null", "BC104"},
    {"disallowed-unique-constraint", "PG105,MF101"},
    {"adding-required-field", "MF103"},
    {"require-concurrent-index-creation", "PG101"},
    {"require-concurrent-index-deletion", "PG102"},
    {"ban-concurrent-index-creation-in-transaction", "PG103"},
    {"adding-serial-primary-key-field", "PG104"},
    {"require-concurrent-reindex", "PG106"},
    {"require-concurrent-partition-detach", "PG106"},
    {"changing-column-type", "PG301,DS108"},
    {"adding-field-with-default", "PG302"},
    {"adding-not-nullable-field", "PG303"},
    {"adding-foreign-key-constraint", "PG306"},
    {"constraint-missing-not-valid", "PG305,PG306,PG307"},
    {"require-lock-timeout", "PG308"},
    {"require-timeout-settings", "PG308"},
    {"prefer-repack", "PG310"},
    {"identifier-too-long", "PG313"},
    {"prefer-timestamptz", "PG314"},
    {"ban-char-field", "PG314"},
    {"prefer-bigint-over-int", "PG314"},
    {"prefer-bigint-over-smallint", "PG314"},
    {"prefer-identity", "PG314"},
    {"prefer-text-field", "PG314"},
    {"prefer-robust-stmts", "RO101"},
    {"transaction-nesting", "TX101"},
    {"ban-uncommitted-transaction", "TX102"},
    {"syntax-error", "SX101"},
    {"destructive", "DS101,DS102,DS103,DS104"},
    {"data_depend", "MF101,MF103,MF104"},
    {"incompatible", "BC101,BC102"},
};

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  for (const std::string_view one : split(list, ',')) {
    if (!trim(one).empty()) parts.emplace_back(trim(one));
  }
  return parts;
}

/// The words behind a mark, up to the end of the comment.
std::string_view rest_of_comment(std::string_view line, std::size_t at) {
  std::string_view rest = line.substr(at);
  for (const std::string_view end : {"-->", "*/"})
    rest = rest.substr(0, std::min(rest.find(end), rest.size()));
  return trim(rest);
}

/// Several lines as one.
std::string folded_lines(std::string_view text) {
  std::string folded;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) continue;
    folded += folded.empty() ? "" : " ";
    folded += trim(line);
  }
  return folded;
}

/// `DS102,PG101 until=2027-01-31 archived, SHOP-77`.
Suppression parse(std::string_view text) {
  Suppression one;
  std::size_t end = text.find(' ');
  while (end != std::string_view::npos && end > 0 && text[end - 1] == ',')
    end = text.find(' ', text.find_first_not_of(' ', end));
  end = std::min(end, text.size());
  one.rules = split_list(text.substr(0, end));
  std::string_view reason = trim(text.substr(end));
  const std::size_t until = reason.find("until=");
  if (until != std::string_view::npos) {
    const std::size_t behind = std::min(reason.find(' ', until), reason.size());
    one.until = reason.substr(until + 6, behind - until - 6);
    one.reason = std::string(trim(reason.substr(0, until)));
    if (!one.reason.empty() && behind < reason.size()) one.reason += ' ';
    one.reason += trim(reason.substr(behind));
  } else {
    one.reason = reason;
  }
  return one;
}

/// The rules of other linters that a line asks to be silent; none where it does not.
std::vector<std::string> foreign_in(std::string_view line) {
  std::vector<std::string> rules;
  for (const std::string_view other : foreign_marks) {
    const std::size_t at = line.find(other);
    if (at == std::string_view::npos) continue;
    std::string list(rest_of_comment(line, at + other.size()));
    std::replace(list.begin(), list.end(), ' ', ',');
    for (const std::string& name : split_list(list)) {
      const auto found = std::find_if(std::begin(foreign_rules), std::end(foreign_rules),
                                      [&](const Foreign& one) { return one.name == name; });
      if (found != std::end(foreign_rules)) {
        for (std::string& one : split_list(found->rules)) rules.push_back(std::move(one));
      } else if (find_rule(name) != nullptr) {
        rules.push_back(name);
      }
    }
    if (list.empty())
      for (const Rule* const rule : all_rules()) rules.emplace_back(rule->id);
  }
  return rules;
}

bool is_directive_comment(std::string_view line) {
  line = trim(line);
  return line.starts_with("--") && starts_with_ignoring_case(trim(line.substr(2)), "comment");
}

/// Whether a file of SQL has a statement before the comment.
bool is_behind_code(const FileComment& comment, const SourceFile& file, const sql::Syntax& syntax) {
  if (file.kind == SourceFile::Kind::changelog) return false;
  const auto begin = static_cast<std::size_t>(comment.text.data() - file.text.data());
  sql::Lexer lexer(file.text.substr(0, begin), syntax);
  while (const sql::Token* const token = lexer.next())
    if (token->is_code()) return true;
  return false;
}

void set_reach(Suppression& one, const FileComment& comment) {
  one.first = comment.first;
  one.last = comment.last;
  one.first_column = comment.first_column;
  one.last_column = comment.last_column;
}

/// What a mark in a comment asks for: behind it, up to the next one.
Suppression suppression_at(const FileComment& comment, std::size_t at, const SourceFile& file,
                           const sql::Syntax& syntax) {
  std::string_view behind = comment.text.substr(at + mark.size());
  behind = behind.substr(0, behind.find(mark));
  const bool is_of_file = behind.starts_with("-file");
  Suppression one = parse(folded_lines(rest_of_comment(behind, is_of_file ? 5 : 0)));
  const std::string_view before = comment.text.substr(0, at);
  const std::size_t line_begin = before.rfind('\n');
  one.where = {file.path, comment.line, comment.column + static_cast<int>(at)};
  if (line_begin != std::string_view::npos) {
    one.where.line += static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    one.where.column = static_cast<int>(at - line_begin);
  }
  if (is_of_file) {
    one.is_late = is_behind_code(comment, file, syntax);
    one.first = 1;
    one.last = static_cast<int>(std::count(file.text.begin(), file.text.end(), '\n')) + 1;
  } else {
    set_reach(one, comment);
  }
  return one;
}

void add_foreign(const FileComment& comment, const SourceFile& file,
                 std::vector<Suppression>& all) {
  Suppression one;
  one.rules = foreign_in(comment.text);
  if (one.rules.empty()) return;
  one.is_foreign = true;
  one.reason = "of another linter";
  one.where = {file.path, comment.line, 1};
  set_reach(one, comment);
  all.push_back(std::move(one));
}

void add_suppressions(const SourceFile& file, const Scene& scene, std::vector<Suppression>& all) {
  const bool has_foreign =
      scene.settings.honours_foreign &&
      std::any_of(std::begin(foreign_marks), std::end(foreign_marks),
                  [&](std::string_view one) { return contains(file.text, one); });
  if (!contains(file.text, mark) && !has_foreign) return;
  for (const FileComment& comment : comments_in(file, scene.facts.syntax)) {
    if (is_directive_comment(comment.text)) continue;  // the changeset has it
    std::size_t at = comment.text.find(mark);
    if (at == std::string_view::npos && has_foreign) add_foreign(comment, file, all);
    for (; at != std::string_view::npos; at = comment.text.find(mark, at + mark.size()))
      all.push_back(suppression_at(comment, at, file, scene.facts.syntax));
  }
}

bool is_silenced_by(const Finding& finding, const Suppression& one) {
  const bool has_rule =
      std::find(one.rules.begin(), one.rules.end(), finding.rule->id) != one.rules.end();
  if (!has_rule) return false;
  if (!one.change_set.empty()) return finding.change_set == one.change_set;
  const Position& at = finding.where;
  if (at.file != one.where.file || at.line < one.first || at.line > one.last) return false;
  if (at.column == 0) return true;  // the whole line
  const bool is_before_it = at.line == one.first && at.column < one.first_column;
  const bool is_behind_it = at.line == one.last && at.column >= one.last_column;
  return !is_before_it && !is_behind_it;
}

bool is_before(const Finding& finding, const std::string& file, int line) {
  return std::tie(finding.where.file, finding.where.line) < std::tie(file, line);
}

/// Silences what a comment is about, whether there is such. `judged` findings come first, by file
/// and line; those behind them are about comments.
bool silence_by_comment(std::vector<Finding>& findings, std::size_t judged,
                        const Suppression& one) {
  const auto end = findings.begin() + static_cast<std::ptrdiff_t>(judged);
  const bool is_of_change_set = !one.change_set.empty();
  const auto from = is_of_change_set
                        ? findings.begin()
                        : std::partition_point(findings.begin(), end, [&](const Finding& finding) {
                            return is_before(finding, one.where.file, one.first);
                          });
  const auto to =
      is_of_change_set ? end : std::partition_point(from, end, [&](const Finding& finding) {
        return is_before(finding, one.where.file, one.last + 1);
      });
  bool has_silenced = false;
  const auto silence = [&](Finding& finding) {
    if (!is_silenced_by(finding, one)) return;
    finding.silenced = Silenced{"comment", one.reason};
    has_silenced = true;
  };
  std::for_each(from, to, silence);
  const bool is_about_comments =
      std::find(one.rules.begin(), one.rules.end(), "UI101") != one.rules.end();
  if (is_about_comments) std::for_each(end, findings.end(), silence);
  return has_silenced;
}

/// What is wrong with the suppression itself; empty for nothing.
std::string fault_of(const Suppression& one, const std::string& today) {
  if (one.rules.empty()) return "no rule is named";
  for (const std::string& rule : one.rules)
    if (find_rule(rule) == nullptr) return "there is no rule " + rule;
  if (one.is_late) return "what is for the whole file stands before its first statement";
  if (one.until.empty()) return "";
  if (!is_calendar_day(one.until)) return "until=" + one.until + " is no day such as 2027-01-31";
  return one.until < today ? "it has expired on " + one.until : "";
}

void add_fault(std::vector<Finding>& findings, const Scene& scene, const Suppression& one,
               const std::string& message) {
  const Rule* const rule = find_rule("UI101");
  const Severity severity = scene.settings.severity(*rule, one.where.file);
  if (severity == Severity::off || scene.settings.ignores_path(one.where.file)) return;
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.where = one.where;
  finding.message = "this suppression does not work: " + message;
  finding.remedy = rule->remedy;
  if (const Subject* const subject = subject_at(scene, one.where)) finding.change_set = subject->id;
  finding.fingerprint = fingerprint_of(finding, folded_statement(join(one.rules, ",")));
  findings.push_back(std::move(finding));
}

/// Whether a rule that it is about is not looked for.
bool is_any_off(const Suppression& one, const Settings& settings, const Silencing& asked) {
  return std::any_of(one.rules.begin(), one.rules.end(), [&](const std::string& id) {
    const Rule* const rule = find_rule(id);
    if (rule != nullptr && rule->id == "CS110" && !asked.knows_edits) return true;
    return rule != nullptr && settings.severity(*rule, one.where.file) == Severity::off;
  });
}

bool stands_before(const Position& a, const Position& b) {
  return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
}

/// Whether what it is about, or a part of that, is not judged.
bool is_about_left_out(const Suppression& one, const Scene& scene,
                       const std::vector<SubjectNow>& left_out) {
  if (!one.change_set.empty()) return false;
  Position end = one.where, begin = end;
  if (one.last > 0) {
    begin = {one.where.file, one.first, one.first_column};
    end = {one.where.file, one.last, one.last_column};
  }
  const auto behind = std::upper_bound(
      left_out.begin(), left_out.end(), end,
      [](const Position& at, const SubjectNow& other) { return stands_before(at, other.where); });
  if (behind == left_out.begin()) return false;
  const Position& last = std::prev(behind)->where;
  if (last.file != end.file) return false;
  const Subject* const judged = subject_at(scene, end);
  return judged == nullptr || !stands_before(last, begin) || stands_before(judged->where, last);
}

bool is_silenced_by(const Finding& finding, const Ignore& one) {
  return finding.rule->id == one.rule &&
         (one.change_set.empty() || finding.change_set == one.change_set) &&
         (one.object.empty() || equals_ignoring_case(finding.object, one.object));
}

/// Whether all is judged that an entry of the configuration may be about. One of a changeset that
/// is not there may be for another changelog.
bool is_looked_for(const Ignore& one, const Scene& scene, const Silencing& asked) {
  const Rule* const rule = find_rule(one.rule);
  if (rule == nullptr || (rule->id == "CS110" && !asked.knows_edits)) return false;
  if (one.change_set.empty())
    return asked.left_out.empty() && scene.settings.severity(*rule, "") != Severity::off;
  return std::any_of(scene.subjects.begin(), scene.subjects.end(), [&](const Subject& subject) {
    return subject.is_judged && subject.id == one.change_set &&
           scene.settings.severity(*rule, subject.where.file) != Severity::off &&
           !scene.settings.ignores_path(subject.where.file);
  });
}

void silence_by_configuration(std::vector<Finding>& findings, const Scene& scene,
                              const Silencing& asked) {
  const std::size_t judged = findings.size();
  for (const Ignore& one : scene.settings.ignores) {
    const bool has_expired = !one.until.empty() && one.until < asked.today;
    bool has_silenced = false;
    for (std::size_t i = 0; i < judged && !has_expired; ++i) {
      Finding& finding = findings[i];
      if (!is_silenced_by(finding, one)) continue;
      has_silenced = true;
      if (!finding.silenced) finding.silenced = Silenced{"configuration", one.reason};
    }
    if (has_silenced || !is_looked_for(one, scene, asked)) continue;
    Suppression entry;
    entry.rules = {one.rule, one.change_set, one.object};
    entry.where = one.where;
    add_fault(findings, scene, entry,
              has_expired ? "it has expired on " + one.until : "it silences nothing");
  }
}

}  // namespace

std::vector<Suppression> suppressions_in(const Scene& scene) {
  std::vector<Suppression> all;
  for (const SourceFile& file : scene.files) add_suppressions(file, scene, all);
  for (const Subject& subject : scene.subjects) {
    if (!subject.is_judged || subject.change_set == nullptr) continue;
    const std::string_view comments = subject.change_set->comments.or_empty();
    for (std::size_t at = comments.find(mark); at != std::string_view::npos;
         at = comments.find(mark, at + mark.size())) {
      std::string_view behind = comments.substr(at + mark.size());
      behind = behind.substr(0, behind.find(mark));
      Suppression one = parse(folded_lines(rest_of_comment(behind, 0)));
      one.where = subject.where;
      one.change_set = subject.id;
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::vector<SubjectNow> subjects_now(const Scene& scene, std::size_t released) {
  std::vector<SubjectNow> all;
  for (std::size_t i = released; i < scene.subjects.size(); ++i) {
    const Subject& subject = scene.subjects[i];
    all.push_back({subject.id, subject.where, subject.statements.size()});
    const Change* last = nullptr;
    for (const Statement& one : subject.statements) {
      if (one.change == nullptr || one.change->type().name != "sqlFile") continue;
      if (std::exchange(last, one.change) == one.change) continue;
      all.push_back({subject.id, {one.place(0, "").file, 1, 1}, subject.statements.size()});
    }
  }
  return all;
}

std::vector<SubjectNow> left_out_of(std::vector<SubjectNow> all, const Scene& scene) {
  std::map<std::string_view, std::size_t> judged;
  for (const Subject& one : scene.subjects)
    if (one.is_judged) judged.emplace(one.id, one.statements.size());
  std::erase_if(all, [&](const SubjectNow& one) {
    const auto found = judged.find(one.id);
    return found != judged.end() && found->second == one.statements;
  });
  std::sort(all.begin(), all.end(), [](const SubjectNow& a, const SubjectNow& b) {
    return stands_before(a.where, b.where);
  });
  return all;
}

void silence(std::vector<Finding>& findings, const Scene& scene, const Silencing& asked) {
  const std::vector<Suppression> all = suppressions_in(scene);
  const std::size_t judged = findings.size();
  const auto tell = [&](const Suppression& one, const std::string& fault) {
    if (!is_about_left_out(one, scene, asked.left_out)) add_fault(findings, scene, one, fault);
  };
  for (const Suppression& one : all) {
    if (const std::string fault = fault_of(one, asked.today); !fault.empty()) {
      tell(one, fault);
      continue;
    }
    const bool has_silenced = silence_by_comment(findings, judged, one);
    if (!has_silenced && !is_any_off(one, scene.settings, asked) && !one.is_foreign) {
      tell(one, "it silences nothing");
    } else if (has_silenced && one.reason.empty() && scene.settings.requires_reason) {
      add_fault(findings, scene, one, "it says no reason");
    }
  }
  silence_by_configuration(findings, scene, asked);
}

}  // namespace ebbtide::lint
