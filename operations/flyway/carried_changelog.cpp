// A changeset must send what Flyway sends for its script, statement by statement; that is asked of
// each way to write it, and the first one that does is taken:
//
//   sqlFile           the script as it is, its placeholders being properties
//   sqlFile, whole    the same, not taken apart
//   sql               the text, where the file cannot be named: another encoding or other marks of
//                     placeholders than a changelog has, or a place that is not below the project
//   sql, whole
//   sql, delimited    the statements with a delimiter of their own between them, where a changelog
//                     would take the text apart elsewhere
//   sql, filled in    the same, the values in place of the placeholders
//
// What was written is read again, as `update` would, and asked once more.
#include "operations/flyway/carried_changelog.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

#include "changelog/changes/sql.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "flyway/placeholders.h"
#include "formats/format_writer.h"
#include "formats/load.h"
#include "formats/parser.h"
#include "formats/write_sql.h"
#include "formats/writer.h"
#include "operations/file_in_memory.h"
#include "operations/flyway/script_run.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

using flyway::Failure;
using flyway::ResolvedMigration;

/// What stands in an empty script: a changeset must have SQL.
constexpr std::string_view nothing_to_run = "-- nothing to run";

std::string join_with(const std::vector<std::string>& all, const std::string& delimiter) {
  return join(all, "\n" + delimiter + "\n");
}

std::vector<const ResolvedMigration*> all_of(const flyway::Scripts& scripts) {
  std::vector<const ResolvedMigration*> all;
  for (const ResolvedMigration& one : scripts.migrations) all.push_back(&one);
  for (const ResolvedMigration& one : scripts.undos) all.push_back(&one);
  return all;
}

/// The placeholders of a project as the properties of a changelog.
class CarriedProperties {
 public:
  CarriedProperties(const FlywayPlace& place, OpenDatabase& home, bool is_sql)
      : place_(place), home_(home), is_sql_(is_sql) {
    for (const flyway::Setting& one : place.configuration().family("placeholders."))
      written_.insert_or_assign(lower(one.key), one.key);
    for (const ResolvedMigration* const one : all_of(place.scripts())) {
      if (!place.replaces(one->metadata)) untouched_ += lower(one->text);
    }
  }

  /// The text with `${name}` for each placeholder that can be a property, and the value for others.
  std::string referring(const ResolvedMigration& script) {
    if (!place_.replaces(script.metadata)) return script.text;
    flyway::Placeholders references(place_.configuration().text("placeholderPrefix"),
                                    place_.configuration().text("placeholderSuffix"));
    const flyway::Placeholders known = place_.placeholders(script.path);
    for (const auto& one : known.values()) {
      const bool refers = one.value && can_be_property(one.name, *one.value);
      references.set(one.name, refers ? "${" + written(one.name) + "}" : one.value);
    }
    std::string text = references.replace(script.text);
    for (const auto& one : known.values()) {
      if (one.value && can_be_property(one.name, *one.value) &&
          contains(text, "${" + written(one.name) + "}"))
        used_.insert_or_assign(written(one.name), value_of(one.name, *one.value));
    }
    return text;
  }

  const std::map<std::string, std::string>& used() const { return used_; }

 private:
  std::string built_in(std::string_view name) const {
    return lower("flyway" + place_.configuration().text("placeholderSeparator") +
                 std::string(name));
  }
  std::string written(const std::string& name) const {
    const auto known = written_.find(name);
    return known == written_.end() ? name : known->second;
  }
  /// Not what differs from file to file or from moment to moment, what a changelog would look
  /// through again, nor what another script means as it is written.
  bool can_be_property(const std::string& name, const std::string& value) const {
    for (const std::string_view own : {"filename", "workingDirectory", "timestamp"}) {
      if (name == built_in(own)) return false;
    }
    const bool is_plain = std::none_of(value.begin(), value.end(), [](char c) {
      return is_space(c) || contains("\"':\\", std::string_view(&c, 1));
    });
    if (contains(untouched_, "${" + name + "}")) return false;
    if (is_sql_) return is_plain && !value.empty() && !contains(name, ":");
    return !contains(value, "${") && trim(value) == value && !value.empty();
  }
  /// That of the database where it is the same, so that the changelog serves others too.
  std::string value_of(const std::string& name, const std::string& value) const {
    constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"defaultSchema", "database.defaultSchemaName"},
        {"database", "database.defaultCatalogName"}};
    for (const auto& [own, fact] : known) {
      if (name == built_in(own) && home_.facts().find(fact).or_empty() == value)
        return "${" + std::string(fact) + "}";
    }
    return value;
  }

  const FlywayPlace& place_;
  OpenDatabase& home_;
  bool is_sql_;
  std::map<std::string, std::string, std::less<>> written_;
  std::map<std::string, std::string> used_;
  std::string untouched_;  ///< all scripts whose placeholders stay as they are written
};

class Carrier {
 public:
  Carrier(const std::string& path, const std::vector<CarriedScript>& scripts,
          const FlywayPlace& place, OpenDatabase& home, const Files& files)
      : path_(path),
        scripts_(scripts),
        place_(place),
        is_sql_(find_format(path)->name == "SQL"),
        properties_(place, home, is_sql_),
        changelog_(Properties(Selection{home.dbms(), {}, ""})),
        target_(home.target(changelog_, files)) {
    for (const CarriedScript& one : scripts) {
      texts_[one.script] = properties_.referring(*one.script);
      if (one.undo != nullptr) texts_[one.undo] = properties_.referring(*one.undo);
    }
    for (const auto& [name, value] : properties_.used())
      changelog_.properties.set_global({name, value, "", "", ""});
  }

  CarriedChangelog changelog() {
    Element root{.name = "databaseChangeLog", .place = Place::entries};
    for (const auto& [name, value] : properties_.used()) {
      Element& property = root.add("property", Place::record);
      property.add("name", Place::attribute, name);
      property.add("value", Place::attribute, value);
      result_.properties.push_back(name);
    }
    const FormatWriter& writer = *find_writer(path_);
    for (const CarriedScript& one : scripts_) {
      Element element = describe(change_set_of(one), {});
      if (is_sql_) simplify_for_sql(element);
      if (const auto unsaid = writer.unsaid(element)) refuse(*one.script, *unsaid);
      root.children.push_back(std::move(element));
    }
    if (!problems_.empty())
      throw Failure(flyway::error_code,
                    "Unable to convert, and nothing was written:\n" + join(problems_, "\n"));
    result_.text = writer.whole(root);
    return std::move(result_);
  }

 private:
  using Candidate = std::function<std::unique_ptr<Change>()>;

  void refuse(const ResolvedMigration& script, const std::string& why) {
    problems_.push_back(script.shown + ": " + std::string(find_format(path_)->name) +
                        " cannot say it: " + why);
  }

  ChangeSet change_set_of(const CarriedScript& one) {
    ChangeSet change_set;
    change_set.id = {"", one.id, std::string(author_of_carried)};
    change_set.in_transaction = one.in_transaction;
    change_set.run_on_change = one.is_repeatable();
    change_set.run_always = one.is_each_time;
    if (one.is_repeatable() && !is_sql_) change_set.run_order = RunOrder::last;
    if (const auto said = trim(one.script->description); !said.empty()) change_set.comments = said;
    if (auto change = change_of(*one.script, one.statements))
      change_set.changes.push_back(std::move(change));
    // As Flyway does: undoing versions leaves repeatables as they are.
    if (one.undo == nullptr && !one.is_repeatable()) return change_set;
    change_set.rollback = std::make_unique<Rollback>();
    if (one.undo == nullptr) return change_set;
    if (auto undoing = change_of(*one.undo, one.undoing); undoing && !one.undoing.empty())
      change_set.rollback->parts.emplace_back(std::move(undoing));
    return change_set;
  }

  /// The first way to write it that sends these statements.
  std::unique_ptr<Change> change_of(const ResolvedMigration& script,
                                    const std::vector<std::string>& wanted) {
    for (const Candidate& candidate : candidates(script, wanted)) {
      auto change = candidate();
      if (!change || sent_by_reader_of(*change) != wanted) continue;
      if (!is_sql_ && &change->type() == &RawSql::kind) result_.copied.push_back(script.shown);
      return change;
    }
    refuse(script, "it would be taken apart into other statements than Flyway's");
    return nullptr;
  }

  /// The SQL of a changelog has its properties replaced when it is read, that of a file when it
  /// runs.
  std::optional<std::vector<std::string>> sent_by_reader_of(const Change& change) const {
    if (&change.type() != &RawSql::kind) return sent_statements(change, target_);
    const auto& written = static_cast<const RawSql&>(change);
    RawSql read;
    read.sql = target_.properties.expand(written.sql.or_empty(), path_);
    read.split = written.split;
    read.delimiter = written.delimiter;
    return sent_statements(read, target_);
  }

  std::vector<Candidate> candidates(const ResolvedMigration& script,
                                    const std::vector<std::string>& wanted) const {
    const std::string& text = texts_.at(&script);
    std::vector<Candidate> all;
    if (!is_sql_) {
      all.emplace_back([&] { return file_of(script, true); });
      all.emplace_back([&] { return file_of(script, false); });
    }
    all.emplace_back([&] { return sql_of(text, true, ""); });
    all.emplace_back([&] { return sql_of(text, false, ""); });
    all.emplace_back([&] { return delimited(pieces_of(text)); });
    all.emplace_back([&] { return delimited(wanted); });
    return all;
  }

  std::unique_ptr<Change> file_of(const ResolvedMigration& script, bool splits) const {
    const auto relative = std::filesystem::path(script.path)
                              .lexically_relative(place_.project().working_directory)
                              .generic_string();
    if (relative.empty() || relative.starts_with("..")) return nullptr;
    auto file = std::make_unique<SqlFile>();
    file->path = relative;
    file->split = splits;
    const std::string encoding = script.metadata.encoding.empty()
                                     ? place_.configuration().text("encoding")
                                     : script.metadata.encoding;
    if (!is_utf8_name(encoding)) file->encoding = encoding;
    file->where.file = path_;
    return file;
  }

  std::unique_ptr<Change> sql_of(std::string text, bool splits,
                                 const std::string& delimiter) const {
    std::erase(text, '\r');
    auto sql = std::make_unique<RawSql>();
    const std::string_view trimmed = trim(text);
    sql->sql = trimmed.empty() ? nothing_to_run : trimmed;
    sql->split = splits;
    if (!delimiter.empty()) sql->delimiter = delimiter;
    sql->where.file = path_;
    return sql;
  }

  std::unique_ptr<Change> delimited(const std::vector<std::string>& statements) const {
    for (const std::string delimiter : {"//", "@@", "~~~"}) {
      const bool is_free = std::none_of(statements.begin(), statements.end(),
                                        [&](const auto& one) { return contains(one, delimiter); });
      if (is_free) return sql_of(join_with(statements, delimiter), true, delimiter);
    }
    return nullptr;
  }

  std::vector<std::string> pieces_of(const std::string& text) const {
    std::vector<std::string> all;
    try {
      for (const ScriptPiece& one : MigrationScript(text, place_.facts().syntax).pieces)
        all.push_back(one.sql);
    } catch (const Error&) {
      all.clear();  // whatever is open in it, its placeholders close
    }
    return all;
  }

  const std::string& path_;
  const std::vector<CarriedScript>& scripts_;
  const FlywayPlace& place_;
  bool is_sql_;
  CarriedProperties properties_;
  Changelog changelog_;
  Target target_;
  std::map<const ResolvedMigration*, std::string> texts_;
  CarriedChangelog result_;
  std::vector<std::string> problems_;
};

/// The statements of several changes; nothing where one cannot give them.
std::optional<std::vector<std::string>> sent_by(const std::vector<const Change*>& changes,
                                                const Target& target) {
  std::vector<std::string> all;
  for (const Change* const one : changes) {
    const auto sent = sent_statements(*one, target);
    if (!sent) return std::nullopt;
    all.insert(all.end(), sent->begin(), sent->end());
  }
  return all;
}

std::vector<const Change*> undoing_of(const ChangeSet& change_set) {
  std::vector<const Change*> all;
  for (const auto& part : change_set.rollback->parts) {
    if (const auto* const change = std::get_if<std::unique_ptr<Change>>(&part))
      all.push_back(change->get());
  }
  return all;
}

/// Why the changeset is not what its script is; empty where it is.
std::string difference(const CarriedScript& script, const ChangeSet& change_set,
                       const Target& target) {
  std::vector<const Change*> changes;
  for (const auto& one : change_set.changes) changes.push_back(one.get());
  if (sent_by(changes, target) != script.statements)
    return "it does not send the statements of " + script.script->shown;
  const bool has_back = change_set.rollback != nullptr;
  if (script.undo != nullptr && has_back &&
      sent_by(undoing_of(change_set), target) != script.undoing)
    return "its rollback does not send the statements of " + script.undo->shown;
  if (change_set.in_transaction != script.in_transaction)
    return std::string("it runs ") + (script.in_transaction ? "outside of" : "in") +
           " a transaction, and the migration does not";
  if (script.is_repeatable() && !change_set.run_on_change) return "it does not say runOnChange";
  return "";
}

}  // namespace

CarriedChangelog carried_changelog(const std::string& path,
                                   const std::vector<CarriedScript>& scripts,
                                   const FlywayPlace& place, OpenDatabase& home,
                                   const Files& files) {
  CarriedChangelog made = Carrier(path, scripts, place, home, files).changelog();
  const FileInMemory unwritten(files, path, made.text);
  const auto problems = differences_from(scripts, path, place, home, unwritten, false);
  if (!problems.empty())
    throw Failure(flyway::error_code, "Unable to convert, and nothing was written: as " +
                                          std::string(find_format(path)->name) +
                                          " it would not be the same:\n" + join(problems, "\n"));
  return made;
}

namespace {

/// `begun`, and the values that the project has for the properties of a changelog. Others are no
/// properties of it: their names stay as they stand, in a script that replaces nothing too.
Properties configured(const Properties& of_changelog, Properties begun, const FlywayPlace& place,
                      const std::string& path) {
  const flyway::Placeholders known = place.placeholders(path);
  for (const auto& one : known.values()) {
    if (one.value && of_changelog.find(one.name, path))
      begun.set_global({one.name, *one.value, "", "", ""});
  }
  return begun;
}

}  // namespace

std::vector<std::string> differences_from(const std::vector<CarriedScript>& scripts,
                                          const std::string& path, const FlywayPlace& place,
                                          OpenDatabase& home, const Files& files,
                                          bool as_configured) {
  const auto read_with = [&](Properties properties) {
    return read_changelog(path, files, std::move(properties), {}, &home.facts());
  };
  const Properties none(Selection{home.dbms(), {}, ""});
  ReadChangelog read = read_with(none);
  if (as_configured) read = read_with(configured(read.changelog.properties, none, place, path));
  std::vector<std::string> all;
  for (const Problem& one : read.problems) all.push_back(one.where.to_text() + ": " + one.message);
  const Target target = home.target(read.changelog, files);
  for (const CarriedScript& script : scripts) {
    const auto& change_sets = read.changelog.change_sets;
    const auto found = std::find_if(change_sets.begin(), change_sets.end(), [&](const auto& one) {
      return one.id.id == script.id && one.id.author == author_of_carried;
    });
    if (found == change_sets.end()) {
      all.push_back(script.script->shown + ": the changelog has no changeset " + script.id +
                    " by flyway");
    } else if (const std::string why = difference(script, *found, target); !why.empty()) {
      all.push_back(found->where.to_text() + ": changeset " + script.id + ": " + why);
    }
  }
  return all;
}

}  // namespace ebbtide
