// Three things can be judged, and all become subjects with statements:
//
//   a changelog        each changeset is one, also those for other databases. What a change does is
//                      read from its SQL, as a script has it, but where that is made from the table
//                      of the moment: then its fields tell
//   a folder           migrations V1__x.sql, R__x.sql by the rules of their names: versions first,
//                      in their order, then repeatables. Undo files are not run forward. Names that
//                      are nearly right are told, since nobody picks such files up. Where no name
//                      is one of these, all .sql files are scripts
//   a file of SQL      a script, that nobody wraps in a transaction
#include "operations/lint_subjects.h"

#include <algorithm>

#include "changelog/changes/alter_column.h"
#include "changelog/changes/control.h"
#include "changelog/changes/sql.h"
#include "changelog/changes/table.h"
#include "changelog/expression.h"
#include "changelog/text_place.h"
#include "database/facts.h"
#include "database/structure_rules.h"
#include "flyway/file_name.h"
#include "flyway/migration.h"
#include "formats/load.h"
#include "formats/parser.h"
#include "lint/change_effects.h"
#include "operations/lint_script.h"
#include "text/ascii.h"

namespace ebbtide {

using lint::PlaceOf;
using lint::SourceFile;
using lint::Subject;

StructureRules lint_rules(const Names& names) {
  StructureRules rules = structure_rules(names);
  rules.own_name = names.facts().own_name;
  return rules;
}

ServerVersion lint_version(OpenDatabase& dialect) {
  const auto said = dialect.url().parameter("version");
  return said ? ServerVersion::parse(*said)
              : lint::assumed_version(lint::database_of(dialect.names().facts().name));
}

std::unique_ptr<std::istream> NotedFiles::open(const std::string& path) const {
  const std::string name = normalized_path(path);
  auto stream = files_.open(path);
  if (std::find(opened_.begin(), opened_.end(), name) == opened_.end()) opened_.push_back(name);
  return stream;
}

std::vector<std::string> NotedFiles::list(const std::string& folder,
                                          const FolderQuery& query) const {
  std::vector<std::string> found = files_.list(folder, query);
  listed_[normalized_path(folder)] = found;
  return found;
}

namespace {

bool is_header(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("--")) return false;
  line = trim(line.substr(2));
  return starts_with_ignoring_case(line, "liquibase") &&
         contains(lower(std::string(line)), "formatted");
}

bool is_formatted_sql(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    if (!line.empty()) return is_header(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

std::string_view file_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// What the name of a migration says; nothing where the file is none.
std::optional<flyway::FileName> migration_name(std::string_view path) {
  auto read = flyway::read_file_name(file_of(path), {});
  const bool is_migration = read && read->name && read->name->kind != flyway::FileKind::callback;
  return is_migration ? std::move(read->name) : std::nullopt;
}

/// Whether it runs on the way forward.
bool runs_forward(const flyway::FileName& name) {
  return name.kind == flyway::FileKind::versioned || name.kind == flyway::FileKind::repeatable;
}

/// Versions in their order, then repeatables in that of their descriptions.
bool runs_before(const flyway::FileName& a, const flyway::FileName& b) {
  if (a.version.has_value() != b.version.has_value()) return a.version.has_value();
  return a.version ? *a.version < *b.version : a.description < b.description;
}

/// Whether the name is nearly that of a migration.
bool is_near_migration(std::string_view path) {
  const std::string name(file_of(path));
  if (name.size() < 6 || migration_name(path)) return false;
  const char prefix = lower(name.front());
  const bool has_digit = name[1] >= '0' && name[1] <= '9';
  return ((prefix == 'v' || prefix == 'u') && has_digit) || (prefix == 'r' && name[1] == '_');
}

/// Whether the name is neither a migration's nor a callback's.
bool is_no_part_of_a_project(std::string_view path) {
  const auto read = flyway::read_file_name(file_of(path), {});
  return !read || !read->name;
}

/// Takes what a change makes, as statements to be judged.
class JudgedStatements final : public Sink {
 public:
  using Place = std::function<PlaceOf(const WalkedStatement&)>;
  JudgedStatements(const sql::Syntax& syntax, Place place)
      : syntax_(syntax), place_(std::move(place)) {}

  void take(const WalkedStatement& walked) override {
    lint::Statement statement;
    statement.sql = readable_sql(walked.sql());
    statement.effects = sql::effects_of(statement.sql, syntax_);
    statement.change = walked.change;
    statement.is_written = &walked.change->type() == &RawSql::kind ||
                           &walked.change->type() == &SqlFile::kind ||
                           walked.change->type().name == "createProcedure";
    statement.place = place_(walked);
    all.push_back(std::move(statement));
  }
  void command(const CommandStep&) override { runs_program = true; }

  std::vector<lint::Statement> all;
  bool runs_program = false;

 private:
  const sql::Syntax& syntax_;
  Place place_;
};

/// Whether SQL makes the table anew: then it says little of what the change means.
bool is_rebuild(const std::vector<lint::Statement>& statements) {
  return std::any_of(statements.begin(), statements.end(), [](const lint::Statement& one) {
    return one.effects.size() == 1 && one.effects.front().object.name == "legacy_alter_table";
  });
}

bool is_block(const std::vector<lint::Statement>& statements) {
  return statements.size() == 1 && !statements.front().is_written &&
         std::any_of(statements.front().effects.begin(), statements.front().effects.end(),
                     [](const sql::Effect& one) { return one.verb == sql::Verb::run_code; });
}

/// Whether a precondition keeps the changeset from a database of this name.
bool is_kept_from(const ChangeSet& change_set, std::string_view dbms) {
  const PreconditionBlock* const block = change_set.preconditions.get();
  if (block == nullptr || block->when_failed() == Otherwise::halt) return false;
  return std::any_of(block->all.begin(), block->all.end(),
                     [&](const auto& one) { return one->is_for_others(dbms); });
}

/// Whether a part of the change has a place of its own: one of several columns, a condition.
bool has_places_within(const Change& change, std::string_view part) {
  if (part == "where") return true;
  if (&change.type() == &DropColumn::kind)
    return !static_cast<const DropColumn&>(change).columns.empty();
  return &change.type() == &CreateTable::kind || &change.type() == &AddColumn::kind;
}

/// The place of a name behind another place of a file: an attribute or an entry of the same change.
Position place_of_name(const Source& source, const Position& from, std::string_view name) {
  constexpr int most_lines = 400;
  if (name.empty() || from.line == 0) return from;
  const std::string wanted = lower(std::string(name));
  for (int number = from.line; number < from.line + most_lines; ++number) {
    const std::string line = lower(std::string(source.line(number)));
    if (number > from.line && contains(line, "changeset")) break;
    for (std::size_t at = line.find(wanted); at != std::string::npos;
         at = line.find(wanted, at + 1)) {
      const bool begins = at > 0 && (line[at - 1] == '"' || line[at - 1] == '\'' ||
                                     line[at - 1] == ' ' || line[at - 1] == ':');
      const std::size_t end = at + wanted.size();
      const bool ends = end >= line.size() || !is_word(line[end]);
      if (!begins || !ends) continue;
      if (number == from.line) return from;
      const std::size_t first = line.find_first_not_of(" \t-");
      return {from.file, number, static_cast<int>(first == std::string::npos ? 0 : first) + 1};
    }
  }
  return from;
}

}  // namespace

bool is_repeatable_migration(std::string_view path) {
  const auto name = migration_name(path);
  return name && name->kind == flyway::FileKind::repeatable;
}

bool has_lower_version(std::string_view path, std::string_view other) {
  const auto name = migration_name(path), other_name = migration_name(other);
  const bool have_versions = name && other_name && name->version && other_name->version;
  return have_versions && *name->version < *other_name->version;
}

const Source& SubjectReader::read_source(const std::string& path) {
  auto& known = sources_[path];
  if (!known) {
    std::string text = files_.read_text(path);
    if (contains(text, "\r")) std::erase(text, '\r');
    known = std::make_unique<Source>(path, std::move(text));
  }
  return *known;
}

/// Without text where it cannot be read: whatever is wrong with it was told where it was read.
const Source& SubjectReader::source(const std::string& path) {
  try {
    return read_source(path);
  } catch (const Error&) {
    return *(sources_[path] = std::make_unique<Source>(path, ""));
  }
}

PlaceOf SubjectReader::place_in_change(const Change& change, const WalkedStatement& walked,
                                       const Target& target) {
  const bool is_text = walked.step.begin.has_value();
  const std::uint64_t begin = walked.step.begin.value_or(0);
  return [this, &change, target, is_text, begin, sent = walked.sql()](std::size_t offset,
                                                                      std::string_view part) {
    if (is_text) {
      const SqlSpot spot{begin, sent, offset};
      if (auto place = change.place_of(spot, target)) return *place;
    }
    if (change.where.file.empty() || !has_places_within(change, part)) return change.where;
    return place_of_name(source(change.where.file), change.where, part);
  };
}

std::vector<lint::Statement> SubjectReader::statements_of(const Changes& changes,
                                                          const ChangeSet& change_set, Way way,
                                                          const Target& target) {
  std::vector<lint::Statement> all;
  Walk walk(change_set, way, target);
  for (const auto& change : changes) {
    JudgedStatements judged(target.facts().syntax, [&](const WalkedStatement& walked) {
      return place_in_change(*change, walked, target);
    });
    std::vector<NotMade> not_made;
    try_walk(*change, walk, judged, not_made);
    lint::Statement stated;
    stated.change = change.get();
    stated.is_written = false;
    stated.place = place_in_change(*change, {}, target);
    const bool is_stated = !not_made.empty() || is_rebuild(judged.all) || is_block(judged.all);
    if (is_stated) stated.effects = lint::effects_of_change(*change);
    const bool is_program = judged.runs_program || &change->type() == &CustomChange::kind;
    if (!stated.effects.empty() || is_program) {
      all.push_back(std::move(stated));
    } else {
      std::move(judged.all.begin(), judged.all.end(), std::back_inserter(all));
    }
  }
  return all;
}

std::vector<lint::Statement> SubjectReader::rollback_of(const ChangeSet& change_set,
                                                        const Target& target) {
  std::vector<lint::Statement> all;
  if (!change_set.rollback) return all;
  for (const auto& part : change_set.rollback->parts) {
    const auto* const change = std::get_if<std::unique_ptr<Change>>(&part);
    if (change == nullptr) continue;
    Walk walk(change_set, Way::back, target);
    JudgedStatements judged(target.facts().syntax, [&](const WalkedStatement& walked) {
      return place_in_change(**change, walked, target);
    });
    std::vector<NotMade> not_made;
    try_walk(**change, walk, judged, not_made);
    std::move(judged.all.begin(), judged.all.end(), std::back_inserter(all));
  }
  return all;
}

Subject SubjectReader::subject_of(const ChangeSet& change_set, std::string_view dbms,
                                  const Target& target, bool is_judged) {
  Subject subject;
  subject.id = change_set.id.to_text();
  subject.where = change_set.where;
  subject.change_set = &change_set;
  subject.is_judged = is_judged;
  subject.in_transaction = change_set.in_transaction;
  subject.runs_here = dbms_matches(change_set.dbms.or_empty(), dbms) && !change_set.ignore &&
                      !change_set.inherited_ignore && !is_kept_from(change_set, dbms);
  if (!subject.runs_here) return subject;
  subject.statements = statements_of(change_set.changes, change_set, Way::forward, target);
  if (is_judged) subject.rollback = rollback_of(change_set, target);
  subject.rebuilds = lint::rebuilds_of(subject.statements, target.facts().syntax);
  return subject;
}

std::vector<Subject> SubjectReader::read_changelog(const std::string& path, bool is_judged) {
  LoadOptions load = reading_.load;
  load.keeps_all = true;
  auto read = std::make_unique<ReadChangelog>(
      ebbtide::read_changelog(path, files_, reading_.properties, load, &dialect_.facts()));
  std::vector<Problem> problems;
  for (const Problem& one : read->problems)
    if (one.kind == ProblemKind::mistake) problems.push_back(one);
  if (!problems.empty()) throw ValidationFailed(std::move(problems));
  const Target target = dialect_.target(read->changelog, files_, true);
  std::vector<Subject> subjects;
  for (const ChangeSet& one : read->changelog.change_sets)
    subjects.push_back(
        subject_of(one, read->changelog.properties.selection().dbms, target, is_judged));
  changelogs_.push_back(std::move(read));
  return subjects;
}

/// Whether the configuration beside a migration keeps it out of a transaction. What else is wrong
/// with that file is for who migrates.
bool SubjectReader::runs_alone(const std::string& path) const {
  const std::string beside = path + ".conf";
  if (!files_.exists(beside)) return false;
  try {
    const auto metadata = flyway::read_script_metadata(files_.read_text(beside), beside);
    return metadata.in_transaction == false;
  } catch (const std::exception&) {
    return false;
  }
}

Subject SubjectReader::read_script(const std::string& path, Subject::Form form, bool is_judged) {
  const Source& text = read_source(path);
  Subject subject;
  subject.form = form;
  subject.id = path;
  subject.where = {path, 1, 1};
  subject.is_judged = is_judged;
  subject.in_transaction = form == Subject::Form::versioned_file && !runs_alone(path);
  subject.is_repeatable = form == Subject::Form::versioned_file && is_repeatable_migration(path);
  read_statements(subject, text, dialect_.names().facts().syntax, rows_wait_);
  subject.rebuilds = lint::rebuilds_of(subject.statements, dialect_.names().facts().syntax);
  return subject;
}

std::vector<Subject> SubjectReader::read_folder(const std::string& path, bool is_judged) {
  std::vector<std::string> paths = files_.list(path, {.ends_with = ".sql"});
  if (paths.empty())
    throw Error(files_.not_found(path) + "; nor is there a folder of that name with .sql files");
  std::sort(paths.begin(), paths.end());
  const bool has_migrations = std::any_of(paths.begin(), paths.end(), [](const std::string& one) {
    return migration_name(one).has_value();
  });
  std::vector<std::pair<flyway::FileName, std::string>> forward;
  for (const std::string& one : paths) {
    if (!has_migrations) {
      forward.emplace_back(flyway::FileName{}, one);
    } else if (auto name = migration_name(one)) {
      if (runs_forward(*name)) forward.emplace_back(std::move(*name), one);
    } else if (is_near_migration(one) && is_judged) {
      misnamed_.push_back({{normalized_path(one), 1, 1},
                           "this is not the name of a migration, so nobody picks the file up",
                           ""});
    } else if (is_judged && is_no_part_of_a_project(one)) {
      passed_over_.push_back(normalized_path(one));
    }
  }
  std::stable_sort(forward.begin(), forward.end(),
                   [](const auto& a, const auto& b) { return runs_before(a.first, b.first); });
  std::vector<Subject> subjects;
  const auto form = has_migrations ? Subject::Form::versioned_file : Subject::Form::script;
  for (const auto& [name, one] : forward)
    subjects.push_back(read_script(normalized_path(one), form, is_judged));
  return subjects;
}

std::vector<Subject> SubjectReader::read(const std::string& path, bool is_judged) {
  const std::string name = lower(path);
  if (!files_.exists(path)) {
    if (find_format(name) != nullptr) throw Error(files_.not_found(path));
    return read_folder(path, is_judged);
  }
  if (!name.ends_with(".sql")) return read_changelog(path, is_judged);
  if (is_formatted_sql(read_source(normalized_path(path)).text()))
    return read_changelog(path, is_judged);
  const auto form = !migration_name(path) ? Subject::Form::script : Subject::Form::versioned_file;
  std::vector<Subject> subjects;
  subjects.push_back(read_script(normalized_path(path), form, is_judged));
  return subjects;
}

SourceFile SubjectReader::source_file(const std::string& path) {
  SourceFile file;
  file.path = path;
  file.text = read_source(path).text();
  if (!lower(path).ends_with(".sql")) return file;
  file.kind = is_formatted_sql(file.text) ? SourceFile::Kind::formatted_sql
              : migration_name(path)      ? SourceFile::Kind::migration
                                          : SourceFile::Kind::sql;
  return file;
}

std::vector<SourceFile> SubjectReader::sources() {
  std::vector<SourceFile> found;
  for (const std::string& path : files_.opened()) {
    if (find_format(path) == nullptr) continue;
    try {
      found.push_back(source_file(path));
    } catch (const Error&) {
      continue;  // it was told where it was read
    }
  }
  return found;
}

}  // namespace ebbtide
