// A file is converted by its text, and proved by its meaning. Both the old and the new file are
// read as `update` would read them, for each database by name, since changes and properties can be
// for one alone. Changeset by changeset all is compared: the identity, what it inherits, what it
// says, both checksums.
//
// A file that others include may name properties that they declare. Where such a value has to be a
// number, the file alone cannot be read whole, neither before nor after; that is no reason against
// it as long as both are wrong in the same way.
#include "operations/convert.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "formats/convert.h"
#include "formats/describe.h"
#include "formats/parser.h"
#include "formats/write_sql.h"
#include "formats/writer.h"
#include "operations/file_in_memory.h"
#include "operations/write_file.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto databases =
    std::to_array<std::string_view>({"", "postgresql", "mysql", "mariadb", "sqlite"});

/// The files as they would be with the new one in the place of the old.
class WithConverted final : public FileInMemory {
 public:
  WithConverted(const Files& files, const std::string& old_path, const std::string& path,
                std::string text)
      : FileInMemory(files, path, std::move(text)), old_path_(normalized_path(old_path)) {}
  std::vector<std::string> list(const std::string& folder,
                                const FolderQuery& query) const override {
    std::vector<std::string> paths = FileInMemory::list(folder, query);
    std::replace_if(
        paths.begin(), paths.end(),
        [&](const std::string& one) { return normalized_path(one) == old_path_; }, path());
    return paths;
  }

 private:
  std::string old_path_;
};

/// What a problem is about is a property that only an including file could declare.
bool is_of_property(const Problem& problem) { return contains(problem.message, "${"); }

std::string checksum_of(const ChangeSet& one, const ReadChangelog& read, const Files& files,
                        int version) {
  try {
    return one.checksum({version, files, PropertyValues(read.changelog.properties)}).to_text();
  } catch (const Error&) {
    return "none";  // a file is missing, for both
  }
}

/// The first part of two changesets that is not the same in both; empty where all is.
std::string difference(const Element& a, const Element& b) {
  const std::size_t size = std::max(a.children.size(), b.children.size());
  for (std::size_t i = 0; i < size; ++i) {
    const Element* const one = i < a.children.size() ? &a.children[i] : nullptr;
    const Element* const other = i < b.children.size() ? &b.children[i] : nullptr;
    if (one == nullptr) return other->name;
    if (other == nullptr || !equals_but_for_order(*one, *other)) return one->name;
  }
  return "";
}

class Proof {
 public:
  Proof(const ConvertOptions& options, const Files& files, const Conversion& conversion)
      : options_(options),
        files_(files),
        new_files_(files, options.changelog, options.output_path, conversion.text),
        format_(find_format(options.output)->name) {}

  /// What is not the same; nothing where all is.
  std::vector<Problem> run() {
    for (const std::string_view dbms : databases) compare_for(std::string(dbms));
    return std::move(problems_);
  }

 private:
  ReadChangelog read(const std::string& path, const Files& files, const std::string& dbms) const {
    LoadOptions load = options_.load;
    load.missing_include_is_error = false;
    return read_changelog(path, files, options_.properties(dbms), load);
  }

  void compare_for(const std::string& dbms) {
    const ReadChangelog before = read(options_.changelog, files_, dbms);
    // It may not be meant for this one, whose changesets others refer to.
    if (!dbms.empty() && !own_problems(before).empty()) return;
    if (auto own = own_problems(before); !own.empty()) throw ValidationFailed(std::move(own));
    const ReadChangelog after = read(options_.output_path, new_files_, dbms);
    for (const Problem& problem : after.problems) {
      if (!is_of_property(problem)) note(problem.where, problem.message, problem.change_set);
    }
    if (!problems_.empty()) return;
    const auto& old_ones = before.changelog.change_sets;
    const auto& new_ones = after.changelog.change_sets;
    for (std::size_t i = 0; i < std::min(old_ones.size(), new_ones.size()); ++i)
      compare(old_ones[i], new_ones[i], before, after);
    if (old_ones.size() != new_ones.size())
      note({options_.changelog, 0, 0},
           "it has " + count(old_ones.size()) + ", and would have " + count(new_ones.size()), "");
    compare_preconditions(before.changelog, after.changelog);
  }

  static std::string count(std::size_t size) {
    return std::to_string(size) + (size == 1 ? " changeset" : " changesets");
  }

  static std::vector<Problem> own_problems(const ReadChangelog& read) {
    std::vector<Problem> own = read.problems;
    std::erase_if(own, is_of_property);
    return own;
  }

  void note(const Position& where, const std::string& message, const std::string& change_set) {
    if (!told_.insert(change_set + "\n" + message).second) return;
    if (problems_.size() < most_problems)
      problems_.push_back({where, "in " + std::string(format_) + ": " + message, change_set});
  }

  void compare(const ChangeSet& before, const ChangeSet& after, const ReadChangelog& old_read,
               const ReadChangelog& new_read) {
    const std::string id = before.id.to_text();
    if (!(before.id == after.id))
      return note(before.where, "it would be known as " + after.id.to_text(), id);
    for (const int version : {9, 8}) {
      const std::string old_sum = checksum_of(before, old_read, files_, version);
      const std::string new_sum = checksum_of(after, new_read, new_files_, version);
      if (old_sum != new_sum)
        return note(before.where, "its checksum " + old_sum + " would become " + new_sum, id);
    }
    const bool inherits_same = before.inherited_contexts == after.inherited_contexts &&
                               before.inherited_labels == after.inherited_labels &&
                               before.inherited_ignore == after.inherited_ignore;
    const std::string part =
        inherits_same ? difference(shown(before), shown(after)) : "context of the changelog";
    if (!part.empty()) note(before.where, "its " + part + " would not be the same", id);
  }

  /// All that it says, as the format would say it.
  Element shown(const ChangeSet& one) const {
    Element element = describe(one, {.path = one.id.path});
    if (format_ != "SQL") return element;
    std::erase_if(element.children, [](const Element& part) { return part.name == "created"; });
    for (Element& part : element.children) {
      if (part.name != "changes") continue;
      for (Element& change : part.children)
        std::erase_if(change.children, [](const Element& each) { return each.name == "comment"; });
    }
    simplify_for_sql(element);
    return element;
  }

  void compare_preconditions(const Changelog& before, const Changelog& after) {
    const auto all = [](const Changelog& changelog) {
      Element list{.name = "preConditions", .place = Place::list};
      for (const Changelog::Check& check : changelog.preconditions)
        list.children.push_back(describe(*check.block));
      return list;
    };
    if (!equals_but_for_order(all(before), all(after)))
      note({options_.changelog, 0, 0}, "its preconditions would not be the same", "");
  }

  const ConvertOptions& options_;
  const Files& files_;
  const WithConverted new_files_;
  std::string_view format_;
  std::vector<Problem> problems_;
  std::set<std::string> told_;
};

void require_names(const ConvertOptions& options) {
  if (find_format(options.changelog) == nullptr || !is_writable(options.output))
    throw Error(
        "a changelog's name ends in " + known_extensions(),
        {find_format(options.changelog) == nullptr ? options.changelog : options.output, 0, 0});
  std::error_code error;
  if (!options.may_replace && std::filesystem::exists(options.output, error))
    throw Error("the file '" + options.output +
                "' is there already, so nothing was written; name another one with --output-file, "
                "or replace it with --force");
}

}  // namespace

ConvertReport convert_changelog(const ConvertOptions& options, const Files& files) {
  require_names(options);
  const std::string name = normalized_path(options.changelog);
  if (name == normalized_path(options.output_path))
    throw Error("the file '" + options.output + "' would be written over itself");
  const Document document =
      find_format(name)->parse(name, files.read(options.changelog),
                               {files.encodings().input, options.load.checks_xml_schema});
  Conversion conversion = convert(document, options.output);
  if (!conversion.unsaid.empty()) throw ValidationFailed(std::move(conversion.unsaid));
  if (auto problems = Proof(options, files, conversion).run(); !problems.empty())
    throw ValidationFailed(std::move(problems));
  write_file(options.output, conversion.text);
  return {.format = std::string(find_format(options.output)->name),
          .path = conversion.path,
          .change_sets = conversion.change_sets,
          .comments = conversion.comments,
          .keeps_comments = conversion.keeps_comments,
          .included = std::move(conversion.included),
          .left_out = std::move(conversion.left_out)};
}

}  // namespace ebbtide
