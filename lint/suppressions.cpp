// A comment that asks for silence reaches as far as the thing behind it:
//
//   SQL           the next statement, or on its last line that statement; a comment with
//                 ignore-file: the file
//   XML           the next element and what is in it
//   YAML          the next item and what is in it
//   a changeset's comment, in every format: the changeset
//
// What it does not silence, or may not for want of a reason, is a finding itself.
#include "lint/suppressions.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "lint/source_text.h"
#include "sql/lexer.h"
#include "text/ascii.h"

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

/// `DS102,PG101 until=2027-01-31 archived, SHOP-77`.
Suppression parse(std::string_view text) {
  Suppression one;
  const std::size_t end = std::min(text.find(' '), text.size());
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

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// On which lines the statements of a text of SQL stand. The text is taken apart once for all the
/// comments in it.
class StatementLines {
 public:
  StatementLines(std::string_view text, const sql::Syntax& syntax)
      : last_line_(static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1) {
    sql::Lexer lexer(text, syntax);
    int first = 0;
    while (const sql::Token* const token = lexer.next()) {
      const int at = static_cast<int>(token->begin.line);
      if (token->kind == sql::TokenKind::comment) comments_.push_back(at);
      if (!token->is_code()) continue;
      if (first == 0) first = at;
      if (token->is(";")) statements_.emplace_back(std::exchange(first, 0), at);
    }
  }

  /// Those of the statement that a comment on this line is for: one that ends on it, else the one
  /// that ends next.
  std::pair<int, int> of_comment(int line) const {
    const auto next =
        std::lower_bound(statements_.begin(), statements_.end(), line,
                         [](const auto& one, int wanted) { return one.second < wanted; });
    const bool is_comment = std::binary_search(comments_.begin(), comments_.end(), line);
    if (next != statements_.end() && next->second == line) return {next->first, line};
    return {line, next != statements_.end() && is_comment ? next->second : last_line_};
  }

 private:
  std::vector<std::pair<int, int>> statements_;  ///< the first line and the last, in their order
  std::vector<int> comments_;                    ///< where comments begin
  int last_line_;
};

/// The lines of the element behind a comment of XML.
std::pair<int, int> lines_of_element(const std::vector<std::string_view>& lines, int line) {
  int depth = 0;
  bool has_begun = false;
  for (std::size_t i = static_cast<std::size_t>(line) - 1; i < lines.size(); ++i) {
    std::string_view rest = lines[i];
    if (static_cast<int>(i) + 1 == line)
      rest = rest.substr(std::min(rest.find("-->"), rest.size()));
    for (std::size_t at = 0; at < rest.size(); ++at) {
      if (rest.substr(at).starts_with("</")) {
        --depth;
      } else if (rest[at] == '<' && !rest.substr(at).starts_with("<!")) {
        ++depth;
        has_begun = true;
      } else if (rest.substr(at).starts_with("/>")) {
        --depth;
      }
      if (has_begun && depth <= 0) return {line, static_cast<int>(i) + 1};
    }
  }
  return {line, static_cast<int>(lines.size())};
}

std::size_t indent_of(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  return at == std::string_view::npos ? line.size() : at;
}

/// The lines of the item behind a comment of YAML.
std::pair<int, int> lines_of_item(const std::vector<std::string_view>& lines, int line) {
  std::size_t indent = std::string_view::npos;
  int last = line;
  for (auto i = static_cast<std::size_t>(line); i < lines.size(); ++i) {
    if (trim(lines[i]).empty() || trim(lines[i]).starts_with('#')) continue;
    const std::size_t own = indent_of(lines[i]);
    if (indent == std::string_view::npos) {
      indent = own;
    } else if (own <= indent) {
      break;
    }
    last = static_cast<int>(i) + 1;
  }
  return {line, last};
}

std::pair<int, int> lines_behind(const SourceFile& file, const std::vector<std::string_view>& lines,
                                 int line, const StatementLines* statements) {
  if (statements != nullptr) return statements->of_comment(line);
  const std::string_view text = lines[static_cast<std::size_t>(line) - 1];
  if (contains(text, "<!--")) return lines_of_element(lines, line);
  const std::string name = lower(file.path);
  const bool is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  if (is_yaml && trim(text).starts_with('#')) return lines_of_item(lines, line);
  // A comment in SQL that stands in the changelog: up to the end of its statement.
  int last = line;
  while (last < static_cast<int>(lines.size()) &&
         !contains(lines[static_cast<std::size_t>(last)], ";") &&
         !contains(lines[static_cast<std::size_t>(last)], "</"))
    ++last;
  return {line, last + 1};
}

bool is_directive_comment(std::string_view line) {
  line = trim(line);
  return line.starts_with("--") && starts_with_ignoring_case(trim(line.substr(2)), "comment");
}

void add_suppressions(const SourceFile& file, const Scene& scene, std::vector<Suppression>& all) {
  const bool has_foreign =
      scene.settings.honours_foreign &&
      std::any_of(std::begin(foreign_marks), std::end(foreign_marks),
                  [&](std::string_view one) { return contains(file.text, one); });
  if (!contains(file.text, mark) && !has_foreign) return;
  const std::vector<std::string_view> lines = lines_of(file.text);
  std::optional<StatementLines> statements;
  if (file.kind != SourceFile::Kind::changelog) statements.emplace(file.text, scene.facts.syntax);
  for (int number = 1; number <= static_cast<int>(lines.size()); ++number) {
    const std::string_view line = lines[static_cast<std::size_t>(number) - 1];
    const std::size_t at = line.find(mark);
    Suppression one;
    if (at != std::string_view::npos) {
      const bool is_file = line.substr(at + mark.size()).starts_with("-file");
      const std::string_view behind = line.substr(0, at);
      const bool is_of_change_set =
          is_directive_comment(line) || contains(behind, "<comment") ||
          (contains(behind, "comment:") && !trim(behind).starts_with('#')) ||
          contains(behind, "\"comment\"");
      if (is_of_change_set) continue;  // the changeset has it
      one = parse(rest_of_comment(line, at + mark.size() + (is_file ? 5 : 0)));
      std::tie(one.first, one.last) =
          is_file ? std::pair(1, static_cast<int>(lines.size()))
                  : lines_behind(file, lines, number, statements ? &*statements : nullptr);
    } else if (has_foreign) {
      one.rules = foreign_in(line);
      if (one.rules.empty()) continue;
      one.is_foreign = true;
      one.reason = "of another linter";
      std::tie(one.first, one.last) =
          lines_behind(file, lines, number, statements ? &*statements : nullptr);
    } else {
      continue;
    }
    one.where = {file.path, number, static_cast<int>(at == std::string_view::npos ? 0 : at) + 1};
    all.push_back(std::move(one));
  }
}

bool is_silenced_by(const Finding& finding, const Suppression& one) {
  const bool has_rule =
      std::find(one.rules.begin(), one.rules.end(), finding.rule->id) != one.rules.end();
  if (!has_rule) return false;
  if (!one.change_set.empty()) return finding.change_set == one.change_set;
  return finding.where.file == one.where.file && finding.where.line >= one.first &&
         finding.where.line <= one.last;
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
  return !one.until.empty() && one.until < today ? "it has expired on " + one.until : "";
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

bool is_any_off(const Suppression& one, const Settings& settings) {
  return std::any_of(one.rules.begin(), one.rules.end(), [&](const std::string& id) {
    const Rule* const rule = find_rule(id);
    return rule != nullptr && settings.severity(*rule, one.where.file) == Severity::off;
  });
}

void silence_by_configuration(std::vector<Finding>& findings, const Settings& settings,
                              const std::string& today) {
  for (const Ignore& one : settings.ignores) {
    if (!one.until.empty() && one.until < today) continue;
    for (Finding& finding : findings) {
      const bool fits = finding.rule->id == one.rule &&
                        (one.change_set.empty() || finding.change_set == one.change_set) &&
                        (one.object.empty() || equals_ignoring_case(finding.object, one.object));
      if (fits && !finding.silenced) finding.silenced = Silenced{"configuration", one.reason};
    }
  }
}

}  // namespace

std::vector<Suppression> suppressions_in(const Scene& scene) {
  std::vector<Suppression> all;
  for (const SourceFile& file : scene.files) add_suppressions(file, scene, all);
  for (const Subject& subject : scene.subjects) {
    if (!subject.is_judged || subject.change_set == nullptr) continue;
    const std::string_view comments = subject.change_set->comments.or_empty();
    for (const std::string_view line : lines_of(comments)) {
      const std::size_t at = line.find(mark);
      if (at == std::string_view::npos) continue;
      Suppression one = parse(rest_of_comment(line, at + mark.size()));
      one.where = subject.where;
      one.change_set = subject.id;
      all.push_back(std::move(one));
    }
  }
  return all;
}

void silence(std::vector<Finding>& findings, const Scene& scene, const std::string& today) {
  const std::vector<Suppression> all = suppressions_in(scene);
  silence_by_configuration(findings, scene.settings, today);
  const std::size_t judged = findings.size();
  for (const Suppression& one : all) {
    if (const std::string fault = fault_of(one, today); !fault.empty()) {
      add_fault(findings, scene, one, fault);
      continue;
    }
    const bool has_silenced = silence_by_comment(findings, judged, one);
    if (!has_silenced && !is_any_off(one, scene.settings) && !one.is_foreign) {
      add_fault(findings, scene, one, "it silences nothing");
    } else if (has_silenced && one.reason.empty() && scene.settings.requires_reason) {
      add_fault(findings, scene, one, "it says no reason");
    }
  }
}

}  // namespace ebbtide::lint
