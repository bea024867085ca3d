#include "operations/lint_fix.h"

#include <algorithm>
#include <map>
#include <set>

#include "changelog/build_change_set.h"
#include "formats/parser.h"
#include "formats/replacement.h"
#include "formats/writer.h"
#include "lint/comments.h"
#include "operations/divided_change_set.h"
#include "operations/file_place.h"
#include "operations/write_file.h"
#include "text/ascii.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

using lint::Finding;
using lint::Scene;
using lint::Subject;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view fixed_rules[] = {"PG101", "PG303", "PG306"};

/// The written text with the line ends of the one before, as far as both are the same at their
/// beginning and their end; what is new in between has those of most lines.
std::string with_line_ends_of(std::string_view before, std::string_view written) {
  const auto is_pair = [&](std::size_t at) {
    return before[at] == '\r' && at + 1 < before.size() && before[at + 1] == '\n';
  };
  std::size_t begin = 0, same = 0;
  for (; begin < before.size() && same < written.size(); ++begin, ++same) {
    if (is_pair(begin) && written[same] == '\n') ++begin;
    if (before[begin] != written[same]) break;
  }
  std::size_t end = before.size(), left = written.size();
  while (end > begin && left > same && before[end - 1] == written[left - 1]) {
    --end, --left;
    if (end > begin && before[end] == '\n' && is_pair(end - 1)) --end;
  }
  const std::string middle(written.substr(same, left - same));
  const bool has_returns = 2 * std::count(before.begin(), before.end(), '\r') >
                           std::count(before.begin(), before.end(), '\n');
  return std::string(before.substr(0, begin)) +
         (has_returns ? replace_all(middle, "\n", "\r\n") : middle) +
         std::string(before.substr(end));
}

bool is_fixable(const Finding& one) {
  return !one.silenced && one.statement != nullptr &&
         std::find(std::begin(fixed_rules), std::end(fixed_rules), one.rule->id) !=
             std::end(fixed_rules);
}

class Fixer {
 public:
  Fixer(const Scene& scene, const Names& names, const std::vector<std::string>& folders)
      : scene_(scene), names_(names), folders_(folders) {
    for (const Subject& one : scene.subjects) (one.is_judged ? ids_ : released_).insert(one.id);
  }

  LintFixes run(const std::vector<Finding>& findings) {
    std::map<std::string, std::vector<const Finding*>> by_change_set;
    for (const Finding& one : findings)
      if (is_fixable(one)) by_change_set[one.change_set].push_back(&one);
    for (const Subject& one : scene_.subjects) {
      const auto found = by_change_set.find(one.id);
      if (one.is_judged && found != by_change_set.end()) fix(one, found->second);
    }
    for (const auto& [file, text] : texts_) {
      if (!changed_.contains(file)) continue;
      write_file(file, text);
      fixes_.files.push_back(file);
    }
    return std::move(fixes_);
  }

 private:
  void refuse(const Subject& subject, const std::string& why) {
    fixes_.refused.push_back(
        {subject.where,
         "this is not rewritten: " + why + (contains(why, "by hand") ? "" : "; do it by hand"),
         subject.id});
  }

  void fix(const Subject& subject, const std::vector<const Finding*>& findings) {
    if (subject.change_set == nullptr) return refuse(subject, "it is no changeset");
    if (released_.contains(subject.id)) return refuse(subject, "it is released");
    constexpr int checks_prove = 12;
    const bool is_about_null =
        std::any_of(findings.begin(), findings.end(),
                    [](const Finding* one) { return one->rule->id == "PG303"; });
    if (is_about_null && scene_.version.major < checks_prove)
      return refuse(subject, "before PostgreSQL 12 no check spares the scan of SET NOT NULL");
    const std::string file = place_of_file(folders_, subject.where.file);
    if (file.empty() || !is_writable(file))
      return refuse(subject, "no such file is below the search path");
    try {
      rewrite(subject, findings, file);
    } catch (const Error& error) {
      refuse(subject, error.what());
    }
  }

  std::string& text_of(const std::string& file) {
    const auto known = texts_.find(file);
    if (known != texts_.end()) return known->second;
    auto text = read_whole_file(file);
    if (!text) throw Error("the file cannot be read");
    return texts_[file] = std::move(*text);
  }

  void rewrite(const Subject& subject, const std::vector<const Finding*>& findings,
               const std::string& file) {
    std::string& text = text_of(file);
    const std::string_view mark = text.starts_with(utf8_mark) ? utf8_mark : "";
    const std::string before = text.substr(mark.size());
    const std::string name = subject.where.file;
    const Document document = find_format(name)->parse(name, replace_all(before, "\r\n", "\n"), {});
    const Node* const node = node_of(document, *subject.change_set);
    if (node == nullptr) return refuse(subject, "it is not found in the file");
    if (has_properties(document, *node)) return refuse(subject, "it has properties, ${…}");
    const std::vector<std::string> comments = comments_of(document, *node);
    if (std::any_of(comments.begin(), comments.end(),
                    [](const std::string& one) { return contains(one, "ebbtide:ignore"); }))
      return refuse(subject, "a comment in it silences a rule, and would be about something else");
    Problems problems;
    ChangeSet read = build_change_set(*node, document, {name}, problems);
    const ChangeSetId id = read.id;
    DividedChangeSet divided =
        divide(std::move(read), {subject, findings, names_, find_format(name)->name == "SQL",
                                 comments_behind(document, *node)});
    if (!divided.refusal.empty()) return refuse(subject, divided.refusal);
    FixedChangeSet fixed{subject.id, subject.where};
    for (const Finding* const one : findings) {
      const std::string rule(one->rule->id);
      if (std::find(fixed.rules.begin(), fixed.rules.end(), rule) == fixed.rules.end())
        fixed.rules.push_back(rule);
    }
    for (ChangeSet& part : divided.parts) {
      part.id = id;
      if (!fixed.made.empty()) part.id.id = free_id(*subject.change_set);
      fixed.made.push_back(part.id.id);
    }
    const WriteOptions writing{written_file(name, document.source().text()), nullptr};
    const std::string written =
        with_change_sets_for(document, *node, divided.parts, writing, comments);
    text = std::string(mark) + with_line_ends_of(before, written);
    changed_.insert(file);
    fixes_.fixed.push_back(std::move(fixed));
  }

  /// The comments within a changeset of XML or YAML that are none of its SQL.
  std::vector<std::string> comments_of(const Document& document, const Node& node) const {
    std::vector<std::string> found;
    const lint::SourceFile file{document.source().file(), document.source().text()};
    if (find_format(file.path)->name == "SQL") return found;
    const std::string_view own = text_of_change_set(document, node);
    for (const lint::FileComment& one : lint::comments_in(file, scene_.facts.syntax)) {
      const auto at = static_cast<std::size_t>(one.text.data() - file.text.data());
      const auto begin = static_cast<std::size_t>(own.data() - file.text.data());
      if (!one.is_sql && at >= begin && at < begin + own.size()) found.emplace_back(trim(one.text));
    }
    return found;
  }

  static const Node* node_of(const Document& document, const ChangeSet& change_set) {
    for (const Node& node : document.root().children) {
      const bool is_it = node.is_named("changeSet") && node.value("id") &&
                         trim(*node.value("id")) == change_set.id.id && node.value("author") &&
                         trim(*node.value("author")) == change_set.id.author;
      if (is_it) return &node;
    }
    return nullptr;
  }

  static bool has_properties(const Document& document, const Node& node) {
    const Nodes& all = document.root().children;
    const auto next = std::find_if(all.begin(), all.end(),
                                   [&](const Node& one) { return one.offset > node.offset; });
    const std::string& text = document.source().text();
    const std::size_t end = next == all.end() ? text.size() : next->offset;
    return contains(text.substr(node.offset, end - node.offset), "${");
  }

  /// An id that nobody has: that of the changeset with the first number that is free.
  std::string free_id(const ChangeSet& change_set) {
    ChangeSetId id = change_set.id;
    for (int number = 2;; ++number) {
      id.id = change_set.id.id + "-" + std::to_string(number);
      if (released_.contains(id.to_text()) || !ids_.insert(id.to_text()).second) continue;
      return id.id;
    }
  }

  const Scene& scene_;
  const Names& names_;
  const std::vector<std::string>& folders_;
  std::set<std::string> ids_, released_, changed_;
  std::map<std::string, std::string> texts_;
  LintFixes fixes_;
};

}  // namespace

LintFixes fix_findings(const Scene& scene, const std::vector<Finding>& findings, const Names& names,
                       const std::vector<std::string>& folders) {
  return Fixer(scene, names, folders).run(findings);
}

}  // namespace ebbtide
