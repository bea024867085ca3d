// Everything that is there already comes first, as subjects that are not judged: their statements
// only make the state. Behind it comes what is judged. What is there can be told in four ways, also
// together:
//
//   a file        --deployed: its statements run first
//   a commit      the same files as git has them there; changesets that it has are not judged, but
//                 for those that were changed. One that has another checksum now, is gone, or was
//                 overtaken is told. Files of SQL: operations/changed_files.h
//   a tag         the changesets up to the one that sets it stay, but are not judged
//   a database    its catalog makes the state at once, and what its history has is taken out
//
// With any of these all that is judged is one release: a table of the first changeset is new for
// the last. Without, nobody knows what went out together, so that each changeset is a deployment of
// its own.
//
// What is found is silenced by comments and the configuration, then by the baseline, of which each
// entry silences one finding by its fingerprint. What is left of it is stale.
#include "operations/lint.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>

#include "changelog/expression.h"
#include "database/facts.h"
#include "formats/parser.h"
#include "formats/settings_tree.h"
#include "lint/judge.h"
#include "lint/source_text.h"
#include "lint/suppressions.h"
#include "operations/changed_files.h"
#include "operations/git_files.h"
#include "operations/lint_subjects.h"
#include "operations/schema_reading.h"
#include "operations/statistics.h"
#include "text/ascii.h"
#include "text/whole_file.h"

namespace ebbtide {

using lint::Finding;
using lint::Scene;
using lint::Severity;
using lint::Subject;

std::size_t LintReport::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const Finding& one) { return !one.silenced && one.severity == severity; }));
}

std::size_t LintReport::silenced() const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [](const Finding& one) { return one.silenced.has_value(); }));
}

std::size_t LintReport::objections() const {
  if (fail_on == Severity::off) return 0;
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const Finding& one) { return !one.silenced && one.severity >= fail_on; }));
}

std::string find_lint_settings(const std::string& changelog) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path folder = fs::absolute(changelog.empty() ? fs::path(".") : fs::path(changelog), error);
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  for (;; folder = folder.parent_path()) {
    const fs::path file = folder / ".ebbtide-lint.yml";
    if (fs::is_regular_file(file, error)) return file.string();
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) return "";
  }
}

namespace {

std::string text_of(const std::string& path) {
  auto text = read_whole_file(path);
  if (!text) throw Error("cannot read '" + path + "'");
  return std::move(*text);
}

class Linting {
 public:
  Linting(const LintOptions& options, OpenDatabase& dialect, OpenDatabase* live,
          const Surroundings& with)
      : options_(options),
        dialect_(dialect),
        live_(live),
        with_(with),
        reader_(*options.reading.files, dialect, options.reading),
        scene_{.facts = dialect.names().facts(),
               .database = lint::database_of(dialect.names().facts().name),
               .version = lint_version(dialect),
               .settings = options.settings,
               .state = lint::State(lint_rules((live == nullptr ? dialect : *live).names()))} {}

  LintReport run() {
    scene_.interruption = &with_.interruption;
    scene_.is_one_deployment = !options_.deployed.empty() || live_ != nullptr ||
                               !options_.git_base.empty() || !options_.since_tag.empty();
    scene_.has_state = !options_.deployed.empty() || live_ != nullptr;
    // With a commit statements are compared one by one.
    if (options_.git_base.empty()) reader_.let_rows_wait();
    read_what_is_there();
    if (!options_.stats.empty()) {
      scene_.stats = parse_statistics(options_.stats, text_of(options_.stats));
    } else if (live_ != nullptr) {
      scene_.stats = statistics_of(*live_);
    }
    for (const std::string& path : options_.paths) {
      with_.interruption.check();
      for (Subject& one : reader_.read(path, true)) {
        if (options_.outside_of_transaction.contains(one.id)) one.in_transaction = false;
        scene_.subjects.push_back(std::move(one));
      }
    }
    if (scene_.is_one_deployment) left_out_ = lint::subjects_now(scene_, base_subjects_);
    leave_out_deployed();
    left_out_ = lint::left_out_of(std::move(left_out_), scene_);
    number_deployments();
    look_at_files();
    LintReport report = judged();
    if (!options_.baseline.empty()) silence_known(report);
    if (options_.fixes)
      report.fixes = fix_findings(scene_, report.findings, dialect_.names(), options_.folders);
    return report;
  }

 private:
  void read_what_is_there() {
    if (!options_.git_base.empty()) {
      base_files_.emplace(options_.git_base, options_.folders);
      base_reader_.emplace(*base_files_, dialect_, options_.reading);
      for (const std::string& path : options_.paths) add_base(path);
      base_subjects_ = scene_.subjects.size();
    }
    if (live_ != nullptr) {
      schema::Scope all;
      all.all = true;
      scene_.state.begin_with(schema_of(*live_, all, *options_.reading.files), scene_.facts.syntax);
    }
    if (options_.deployed.empty() || options_.deployed == "none") return;
    for (Subject& one : reader_.read(options_.deployed, false))
      scene_.subjects.push_back(std::move(one));
  }

  void add_base(const std::string& path) {
    if (!base_files_->exists(path) && base_files_->list(path, {}).empty()) return;
    for (Subject& one : base_reader_->read(path, false)) {
      base_.push_back(one.change_set);
      scene_.subjects.push_back(std::move(one));
    }
  }

  const ChangeSet* base_of(const Subject& subject) const {
    if (subject.change_set == nullptr) return nullptr;
    const auto found = std::find_if(base_.begin(), base_.end(), [&](const ChangeSet* one) {
      return one != nullptr && is_same(one->id, subject.change_set->id);
    });
    return found == base_.end() ? nullptr : *found;
  }

  /// Whether the commit has the changeset as it is now. One that was changed, whoever allows it,
  /// runs as it is now on databases that do not have it yet.
  bool is_done(const Subject& subject) const {
    const ChangeSet* const before = base_of(subject);
    return before != nullptr && has_same_sum(*before, *subject.change_set);
  }

  /// Leaves out of what is judged what a commit, a tag or a history has already.
  void leave_out_deployed() {
    if (!options_.git_base.empty()) {
      compare_with_base();
      std::erase_if(scene_.subjects,
                    [&](const Subject& one) { return one.is_judged && is_done(one); });
      leave_out_released_files(scene_, base_subjects_, reader_.files(), *base_files_);
    }
    if (!options_.since_tag.empty()) leave_out_up_to_tag();
    if (live_ == nullptr || !live_->has_history_table()) return;
    const History history = live_->read_history();
    std::erase_if(scene_.subjects, [&](const Subject& one) {
      return one.is_judged && one.change_set != nullptr && history.has_run(one.change_set->id);
    });
  }

  void leave_out_up_to_tag() {
    const auto has_tag = [&](const Subject& one) {
      return one.is_judged && one.change_set != nullptr &&
             one.change_set->tag().or_empty() == options_.since_tag;
    };
    const auto tagged = std::find_if(scene_.subjects.begin(), scene_.subjects.end(), has_tag);
    if (tagged == scene_.subjects.end())
      throw UsageError("no changeset sets the tag '" + options_.since_tag + "'");
    for (auto one = scene_.subjects.begin(); one <= tagged; ++one) one->is_judged = false;
  }

  /// What was released and is not the same any more.
  void compare_with_base() {
    const auto note = [&](const Subject& one, std::string message) {
      scene_.released_edits.push_back({one.where, std::move(message), one.id});
    };
    std::set<const ChangeSet*> seen;
    for (std::size_t i = 0; i < scene_.subjects.size(); ++i) {
      const Subject& one = scene_.subjects[i];
      if (!one.is_judged || one.change_set == nullptr) continue;
      const ChangeSet* const before = base_of(one);
      if (before != nullptr) {
        seen.insert(before);
        if (is_edited(*before, *one.change_set))
          note(one, "this changeset is released, and was edited");
      } else if (is_overtaken(i)) {
        note(one,
             "this changeset stands before released ones, so that fresh databases run in "
             "another order");
      }
    }
    for (const Subject& one : scene_.subjects) {
      if (one.is_judged || one.change_set == nullptr || seen.contains(one.change_set)) continue;
      note(one, "this changeset is released, and was removed");
      Position& where = scene_.released_edits.back().where;
      where.line = std::min(where.line, last_line_of(where.file).value_or(where.line));
    }
  }

  /// Of a file as it is now; nothing where it is gone.
  std::optional<int> last_line_of(const std::string& path) {
    for (const lint::SourceFile& file : reader_.sources()) {
      if (file.path != path) continue;
      const std::string_view text = trim_end(file.text);
      return static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
    }
    return std::nullopt;
  }

  bool is_overtaken(std::size_t at) const {
    const std::string& file = scene_.subjects[at].where.file;
    for (std::size_t i = at + 1; i < scene_.subjects.size(); ++i) {
      const Subject& later = scene_.subjects[i];
      if (later.is_judged && later.where.file == file && base_of(later) != nullptr) return true;
    }
    return false;
  }

  bool is_edited(const ChangeSet& before, const ChangeSet& now) const {
    return !now.run_always && !now.run_on_change && has_other_sum(before, now);
  }

  /// Whether it has a checksum that databases which ran the old one do not take.
  bool has_other_sum(const ChangeSet& before, const ChangeSet& now) const {
    const auto old = sum_of(before, *base_reader_), sum = sum_of(now, reader_);
    if (!old || !sum) return true;  // a file that it is made of is gone
    if (*old == *sum) return false;
    return std::none_of(now.valid_checksums.begin(), now.valid_checksums.end(),
                        [&](const std::string& valid) {
                          return equals_ignoring_case(valid, "any") || valid == *old ||
                                 valid == *sum || valid == "1:any";
                        });
  }

  bool has_same_sum(const ChangeSet& before, const ChangeSet& now) const {
    const auto old = sum_of(before, *base_reader_), sum = sum_of(now, reader_);
    return old == sum;
  }

  /// Nothing where a file that the changeset is made of is gone.
  std::optional<std::string> sum_of(const ChangeSet& one, const SubjectReader& reader) const {
    const Target target =
        dialect_.target(reader.changelogs().front()->changelog, reader.files(), true);
    try {
      return one.checksum(target.hashing()).to_text();
    } catch (const Error&) {
      return std::nullopt;
    }
  }

  void number_deployments() {
    int next = 1;
    for (Subject& one : scene_.subjects) {
      if (!one.is_judged) continue;
      one.deployment = scene_.is_one_deployment ? 1 : next++;
      one.is_exempt = is_never_in_production(one);
    }
  }

  /// Whether the changeset has contexts, and runs in none but those that are declared to be none of
  /// production. Where the others are not listed there is always one more, which nothing names.
  bool is_never_in_production(const Subject& subject) const {
    const lint::Settings& settings = scene_.settings;
    if (settings.non_production.empty() || subject.change_set == nullptr) return false;
    const std::string context = subject.change_set->full_context();
    std::set<std::string> names = settings.known_contexts;
    if (names.empty()) names.insert("");
    const std::size_t known = names.size();
    add_names(context, names);
    if (context.empty() || (names.size() == known && settings.known_contexts.empty())) return false;
    return std::all_of(names.begin(), names.end(), [&](const std::string& one) {
      return settings.non_production.contains(one) || !context_matches(context, {one});
    });
  }

  void look_at_files() {
    scene_.files = reader_.sources();
    std::erase_if(scene_.files, [&](const lint::SourceFile& one) {
      return one.path == normalized_path(options_.deployed);
    });
    scene_.misnamed_files = reader_.misnamed();
    for (const lint::SourceFile& file : scene_.files) {
      for (const lint::TextSpot& spot : lint::properties_in(file, scene_.facts.syntax))
        if (is_defined(spot.what, file.path))
          scene_.properties.emplace(lower(spot.what), file.path);
    }
    find_unreached();
    find_odd_orders();
  }

  bool is_defined(const std::string& name, const std::string& file) const {
    return std::any_of(reader_.changelogs().begin(), reader_.changelogs().end(),
                       [&](const auto& read) {
                         return static_cast<bool>(read->changelog.properties.find(name, file));
                       });
  }

  static bool is_changelog(const lint::SourceFile& file) {
    if (file.kind == lint::SourceFile::Kind::formatted_sql) return true;
    return file.kind == lint::SourceFile::Kind::changelog &&
           contains(file.text, "databaseChangeLog");
  }

  /// Changelogs below the folder of a root that includes others, and not this one.
  void find_unreached() {
    const auto& opened = reader_.files().opened();
    for (const std::string& path : options_.paths) {
      const Format* const format = find_format(path);
      const auto is_other = [&](const lint::SourceFile& one) {
        return is_changelog(one) && one.path != normalized_path(path);
      };
      const bool includes = std::any_of(scene_.files.begin(), scene_.files.end(), is_other);
      if (format == nullptr || !includes || !options_.reading.files->exists(path)) continue;
      const std::size_t slash = normalized_path(path).rfind('/');
      const std::string folder =
          slash == std::string::npos ? "" : normalized_path(path).substr(0, slash);
      for (const std::string& one : options_.reading.files->list(folder, {})) {
        const std::string name = normalized_path(one);
        if (find_format(name) == nullptr) continue;
        if (std::find(opened.begin(), opened.end(), name) != opened.end()) continue;
        note_unreached(name);
      }
    }
  }

  /// Notes the file, at its first changeset, where it is a changelog.
  void note_unreached(const std::string& name) {
    lint::SourceFile file;
    try {
      file = reader_.source_file(name);
    } catch (const Error&) {
      return;
    }
    if (!is_changelog(file)) return;
    const std::string text = lower(file.text);
    const std::size_t at = std::min(text.find("changeset"), text.size());
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    scene_.unreached_files.push_back({name, at == text.size() ? 1 : static_cast<int>(line) + 1, 1});
  }

  static std::vector<std::pair<std::string, std::int64_t>> natural(const std::string& name) {
    std::vector<std::pair<std::string, std::int64_t>> parts{{"", 0}};
    for (std::size_t i = 0; i < name.size();) {
      if (name[i] < '0' || name[i] > '9') {
        parts.back().first += name[i++];
        continue;
      }
      std::int64_t number = 0;
      for (; i < name.size() && name[i] >= '0' && name[i] <= '9'; ++i)
        number = std::min<std::int64_t>(number, 1'000'000'000'000'000) * 10 + (name[i] - '0');
      parts.back().second = number;
      parts.emplace_back("", 0);
    }
    return parts;
  }

  void find_odd_orders() {
    for (const auto& [folder, listed] : reader_.files().listed()) {
      std::vector<std::string> names;
      for (const std::string& one : listed)
        if (find_format(one) != nullptr) names.push_back(normalized_path(one));
      std::sort(names.begin(), names.end());
      std::vector<std::string> ordered = names;
      std::stable_sort(ordered.begin(), ordered.end(),
                       [](const auto& a, const auto& b) { return natural(a) < natural(b); });
      if (names == ordered) continue;
      const std::size_t at = static_cast<std::size_t>(
          std::mismatch(names.begin(), names.end(), ordered.begin()).first - names.begin());
      if (const auto where = place_of_include(folder))
        scene_.odd_orders.push_back({*where, names[at] + " comes before " + ordered[at],
                                     folder.substr(folder.rfind('/') + 1)});
    }
  }

  std::optional<Position> place_of_include(const std::string& folder) const {
    const std::string last = folder.substr(folder.rfind('/') + 1);
    for (const lint::SourceFile& file : scene_.files) {
      const std::size_t include = file.text.find("includeAll");
      if (include == std::string::npos || !contains(file.text.substr(include), last)) continue;
      const auto line = std::count(file.text.begin(),
                                   file.text.begin() + static_cast<std::ptrdiff_t>(include), '\n');
      return Position{file.path, static_cast<int>(line) + 1, 1};
    }
    return std::nullopt;
  }

  LintReport judged() {
    LintReport report;
    report.findings = lint::judge(scene_);
    lint::silence(report.findings, scene_, {options_.today, left_out_, !options_.git_base.empty()});
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const Finding& a, const Finding& b) {
                       return std::tie(a.where.file, a.where.line, a.where.column, a.rule->id) <
                              std::tie(b.where.file, b.where.line, b.where.column, b.rule->id);
                     });
    for (const Subject& one : scene_.subjects)
      if (one.is_judged) report.subjects.push_back({one.id, one.where.file});
    report.passed_over = reader_.passed_over();
    report.unread = scene_.unread;
    for (const lint::SourceFile& file : scene_.files)
      if (!lint::is_searched_for_secrets(file)) report.unsearched.push_back(file.path);
    report.dialect = scene_.facts.name;
    report.version = dialect_.url().parameter("version").value_or("");
    report.deployment = scene_.is_one_deployment ? "one" : "each";
    report.fail_on = options_.settings.fail_on.value_or(Severity::error);
    return report;
  }

  /// The findings that a baseline has are known; what it has and nobody finds any more is stale.
  void silence_known(LintReport& report) {
    const Setting root = parse_settings_tree(options_.baseline, text_of(options_.baseline));
    const Setting* const known = root.find("findings");
    if (known == nullptr || known->kind != Setting::Kind::list)
      throw Error("this is no baseline, which has a list 'findings'; --write-baseline writes one",
                  {options_.baseline, 1, 1});
    std::map<std::string_view, std::deque<Finding*>> by_print;
    for (Finding& one : report.findings)
      if (!one.silenced) by_print[one.fingerprint].push_back(&one);
    for (const Setting& one : known->items) {
      const auto text = [&](std::string_view key) {
        return one.find(key) == nullptr ? std::string() : one.find(key)->text;
      };
      const auto found = by_print.find(text("fingerprint"));
      if (found != by_print.end() && !found->second.empty()) {
        found->second.front()->silenced = lint::Silenced{"baseline", ""};
        found->second.pop_front();
      } else if (is_looked_for(text("changeset"), text("file"))) {
        report.stale.push_back(text("rule") + " " + text("file") + " " + text("object"));
      }
    }
  }

  /// Whether an entry of a baseline would have been found: not where a release has its changeset,
  /// or nobody has read its file.
  bool is_looked_for(const std::string& change_set, const std::string& file) const {
    const auto is_it = [&](const lint::SubjectNow& one) {
      return change_set.empty() ? one.where.file == file : one.id == change_set;
    };
    if (std::any_of(left_out_.begin(), left_out_.end(), is_it)) return false;
    const auto is_read = [&](const lint::SourceFile& one) { return one.path == file; };
    return std::any_of(scene_.files.begin(), scene_.files.end(), is_read) ||
           !options_.reading.files->exists(file);
  }

  const LintOptions& options_;
  OpenDatabase& dialect_;
  OpenDatabase* live_;
  Surroundings with_;
  SubjectReader reader_;
  std::optional<GitFiles> base_files_;
  std::optional<SubjectReader> base_reader_;
  std::vector<const ChangeSet*> base_;
  std::size_t base_subjects_ = 0;  ///< how many subjects are the commit's; they stand first
  std::vector<lint::SubjectNow> left_out_;  ///< by their places
  Scene scene_;
};

}  // namespace

LintReport lint_files(const LintOptions& options, OpenDatabase& dialect, OpenDatabase* live,
                      const Surroundings& with) {
  return Linting(options, dialect, live, with).run();
}

}  // namespace ebbtide
