#include "formats/load.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "changelog/build_change_set.h"
#include "changelog/expansion_failed.h"
#include "changelog/expression.h"
#include "formats/damage.h"
#include "formats/include_order.h"
#include "formats/parser.h"
#include "formats/remove_properties.h"
#include "text/ascii.h"
#include "text/java_properties.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

constexpr std::size_t deepest_include = 200;

/// What the changesets of a file inherit, nearest first.
struct Inherited {
  std::vector<std::string> contexts;
  std::vector<std::string> labels;
  bool ignore = false;
};

/// The file that is being read.
struct File {
  std::string path;
  Document& document;
  ChangeSetSurroundings surroundings;
  Inherited inherited;
  std::vector<std::string> removed_from_add_column;
  bool names_properties;
  Damage damage;
};

/// What an include or includeAll says about the files it names.
struct Include {
  std::string context;
  std::string labels;
  bool ignore = false;
};

bool is_true(std::optional<std::string_view> text, bool otherwise) {
  return text ? equals_ignoring_case(trim(*text), "true") : otherwise;
}

std::string text_of(const Node& node, std::string_view name) {
  return std::string(node.value(name).value_or(""));
}

/// The contexts of a node: contextFilter, or its old name context.
std::string contexts_of(const Node& node) {
  std::string contexts = text_of(node, "contextFilter");
  return trim(contexts).empty() ? text_of(node, "context") : contexts;
}

Include read_include(const Node& node) {
  return {contexts_of(node), text_of(node, "labels"), is_true(node.value("ignore"), false)};
}

std::string logical_path(std::string_view given) {
  const std::string path = replace_all(given, "\\", "/");
  return path.starts_with('/') ? path.substr(1) : path;
}

class Loader {
 public:
  Loader(const Files& files, Changelog& changelog, const LoadOptions& options,
         const DatabaseFacts* facts)
      : files_(files),
        changelog_(changelog),
        values_(changelog.properties, facts),
        options_(options) {}

  /// Reads a file that exists; what is wrong is noted.
  void load(const std::string& path, const Inherited& inherited) {
    const std::string name = normalized_path(path);
    const Format* const format = find_format(name);
    if (format == nullptr) {
      return problem({name, 0, 0}, "Cannot find parser that supports " + path +
                                       "; a changelog's name ends in " + known_extensions());
    }
    open_files_.push_back(name);
    try {
      Document document = format->parse(name, files_.read(path),
                                        {files_.encodings().input, options_.checks_xml_schema});
      if (!options_.refuses_unknown) document.be_lax();
      read(document, name, inherited);
    } catch (const Error& error) {
      if (has_failed_) throw;
      const Position where = error.where().file.empty() ? Position{name, 0, 0} : error.where();
      problem(where, error.what());
    }
    open_files_.pop_back();
  }

  Problems take_problems() { return std::move(problems_); }

  /// Puts runOrder first and last where they belong.
  void finish() {
    auto& all = changelog_.change_sets;
    if (options_.takes_duplicates) remove_duplicates();
    const auto in_order = [&](RunOrder order) {
      return [order](const ChangeSet& change_set) { return change_set.run_order == order; };
    };
    if (std::none_of(all.begin(), all.end(),
                     [](const ChangeSet& one) { return one.run_order != RunOrder::none; }))
      return;
    const auto middle = std::stable_partition(all.begin(), all.end(), in_order(RunOrder::first));
    std::stable_partition(middle, all.end(), in_order(RunOrder::none));
  }

 private:
  /// As Liquibase does: of equal changesets the first counts whose contexts and labels match.
  void remove_duplicates() {
    const Selection& selection = changelog_.properties.selection();
    std::set<ChangeSetId> seen;
    std::erase_if(changelog_.change_sets, [&](const ChangeSet& one) {
      const bool is_chosen = !one.ignore && !one.inherited_ignore &&
                             one.matches_contexts(selection) && one.matches_labels(selection);
      return is_chosen && !seen.insert(one.id).second;
    });
  }

  void problem(Position where, std::string message, ProblemKind kind = ProblemKind::mistake) {
    problems_.push_back({std::move(where), std::move(message), {}, kind});
  }
  void problem(const File& file, const Node& node, std::string message,
               ProblemKind kind = ProblemKind::mistake) {
    problem(file.document.position(node), std::move(message), kind);
  }
  void warn(const File& file, const Node& node, std::string message) {
    if (changelog_.warnings.size() >= most_problems) return;
    changelog_.warnings.push_back({file.document.position(node), std::move(message), {}});
  }

  void read(Document& document, const std::string& path, Inherited inherited) {
    Node& root = document.root();
    changelog_.warnings.insert(changelog_.warnings.end(), document.warnings().begin(),
                               document.warnings().end());
    problems_.insert(problems_.end(), document.problems().begin(), document.problems().end());
    File file{.path = path,
              .document = document,
              .surroundings = {path, Quoting::legacy},
              .inherited = std::move(inherited),
              .removed_from_add_column = {},
              .names_properties = Properties::may_be_named_in(document.source().text()),
              .damage = Damage(document, files_.encodings().input)};
    if (auto letters = file.damage.outside_of_all())
      changelog_.warnings.push_back(std::move(*letters));
    // As Liquibase does: YAML and JSON know all of a file's properties from its first line on.
    const bool properties_first = root.is_list;
    if (properties_first) set_properties_first(file, root);
    read_root_attributes(file, root);
    for (Node& child : root.children) read_child(file, child, properties_first);
  }

  void note_names(const File& file, const Node& node, std::string_view contexts,
                  std::string_view labels) {
    if (std::string doubt = doubt_of_expression(contexts); !doubt.empty())
      warn(file, node, std::move(doubt));
    add_names(contexts, changelog_.known_contexts);
    add_names(labels, changelog_.known_labels);
  }

  void read_root_attributes(File& file, const Node& root) {
    note_names(file, root, contexts_of(root), "");
    if (const auto logical = root.value("logicalFilePath")) {
      file.surroundings.path = file.document.root().is_list
                                   ? logical_path(values_.expand(*logical, file.path))
                                   : logical_path(*logical);
    }
    if (changelog_.path.empty()) changelog_.path = file.surroundings.path;  // the root comes first
    if (const std::string contexts = contexts_of(root); !trim(contexts).empty()) {
      check_contexts(contexts, root, file.document, problems_);
      file.inherited.contexts.insert(file.inherited.contexts.begin(), contexts);
    }
    file.surroundings.quoting =
        parse_quoting(root.value("objectQuotingStrategy"), root, file.document, problems_);
  }

  /// Replaces `${…}` in the node and all below it.
  void expand(const File& file, Node& node) {
    if (node.is_literal) return;
    if (node.text && Properties::needs_expansion(*node.text)) expand_text(file, node);
    for (Node& child : node.children) expand(file, child);
  }

  void expand_text(const File& file, Node& node) {
    try {
      std::string text = values_.expand(*node.text, file.path);
      if (const std::size_t at = text.find("${"); Properties::needs_expansion(text))
        warn(file, node,
             "the property '" + text.substr(at, text.find('}', at) + 1 - at) +
                 "' is not defined here; it stays as it is");
      node.text = file.document.keep(std::move(text));
      node.is_expanded = true;
    } catch (const ExpansionFailed& error) {
      problem(file, node, error.what());
    } catch (...) {
      has_failed_ = true;
      throw;
    }
  }

  void read_child(File& file, Node& node, bool properties_are_set) {
    if (file.names_properties) expand(file, node);
    if (node.name == "changeSet") return read_change_set(file, node);
    if (node.name == "include") return read_include_node(file, node);
    if (node.name == "includeAll") return read_include_all(file, node);
    if (node.name == "property")
      return properties_are_set ? void() : set_property(file, node, contexts_of(node));
    if (node.name == "preConditions") return read_preconditions(file, node);
    if (node.name == "removeChangeSetProperty") return read_removal(file, node);
    if (!node.children.empty() || (file.document.has_schema() && !node.is_attribute))
      report_unknown(file, node);
  }

  void report_unknown(const File& file, const Node& node) {
    const std::string name(node.name);
    if (node.name == "modifyChangeSets") {
      return problem(
          file, node,
          "modifyChangeSets is a feature of Liquibase's paid edition; include the files directly",
          ProblemKind::paid_only);
    }
    problem(file, node,
            "Unexpected node found under databaseChangeLog: " + name +
                suggestion(name, {"changeSet", "include", "includeAll", "property", "preConditions",
                                  "removeChangeSetProperty"}));
  }

  // Changesets

  void read_change_set(File& file, Node& node) {
    note_names(file, node, contexts_of(node), text_of(node, "labels"));
    const std::string_view dbms = changelog_.properties.selection().dbms;
    if (!options_.keeps_all && !dbms_matches(text_of(node, "dbms"), dbms)) {
      const auto logical = node.value("logicalFilePath");
      const std::string path =
          logical && !trim(*logical).empty() ? logical_path(*logical) : file.surroundings.path;
      changelog_.for_other_databases.push_back(
          {path, text_of(node, "id"), text_of(node, "author")});
      return;
    }
    for (Node& child : node.children) remove_from_add_column(child, file.removed_from_add_column);
    ChangeSet change_set = build_change_set(node, file.document, file.surroundings, problems_);
    if (auto damage = file.damage.within(node)) {
      damage->change_set = change_set.id.to_text();
      change_set.flaws.push_back(std::move(*damage));
    }
    change_set.inherited_contexts = file.inherited.contexts;
    change_set.inherited_labels = file.inherited.labels;
    change_set.inherited_ignore = file.inherited.ignore;
    for (const SqlVisitor& visitor : change_set.visitors)
      note_names(file, node, visitor.context.or_empty(), visitor.labels.or_empty());
    require_references(change_set);
    changelog_.change_sets.push_back(std::move(change_set));
  }

  void require_references(const ChangeSet& change_set) {
    if (!change_set.rollback) return;
    for (const Rollback::Part& part : change_set.rollback->parts) {
      const auto* const reference = std::get_if<Rollback::Reference>(&part);
      if (reference == nullptr || changelog_.find(reference->id) != nullptr) continue;
      problems_.push_back(
          {reference->where,
           "the rollback refers to a changeset that does not exist before this one: " +
               reference->id.to_text(),
           change_set.id.to_text()});
    }
  }

  void read_removal(File& file, const Node& node) {
    if (!node.child("change") || text_of(node, "change") != "addColumn") return;
    if (!dbms_matches(text_of(node, "dbms"), changelog_.properties.selection().dbms, false)) return;
    const std::string name = text_of(node, "remove");
    if (name == "afterColumn" || name == "beforeColumn" || name == "position") {
      file.removed_from_add_column.push_back(name);
    } else {
      problem(file, node,
              "Unexpected value found under removeChangeSetProperty for remove tag: " + name +
                  "; it can be afterColumn, beforeColumn or position");
    }
  }

  void read_preconditions(const File& file, const Node& node) {
    if (auto block = build_preconditions(node, file.document, problems_)) {
      changelog_.preconditions.push_back({file.path, std::move(block)});
    }
  }

  // Properties

  void set_properties_first(const File& file, const Node& root) {
    for (const Node& child : root.children) {
      if (child.name == "property") set_property(file, child, text_of(child, "context"));
    }
  }

  void set_property(const File& file, const Node& node, const std::string& contexts) {
    if (const auto name = node.value("file"))
      return set_properties_of_file(file, node, std::string(*name), contexts);
    if (!node.value("name") || !node.value("value")) return;
    define(file, node,
           {text_of(node, "name"), text_of(node, "value"), contexts, text_of(node, "labels"),
            text_of(node, "dbms")});
  }

  void define(const File& file, const Node& node, Property property) {
    note_names(file, node, property.contexts, property.labels);
    if (is_true(node.value("global"), true)) {
      changelog_.properties.set_global(std::move(property));
    } else {
      changelog_.properties.set_local(file.path, std::move(property));
    }
  }

  void set_properties_of_file(const File& file, const Node& node, const std::string& name,
                              const std::string& contexts) {
    const std::string path = resolved(file, node, name);
    try {
      if (!files_.exists(path))
        return missing(file, node, path, is_true(node.value("errorIfMissing"), true));
      for (JavaProperty& property : parse_java_properties(files_.read(path), path)) {
        if (property.looks_like_utf8)
          changelog_.warnings.push_back({{path, property.line, 1}, warning_of_utf8(property), {}});
        define(file, node,
               {std::move(property.key), std::move(property.value), contexts,
                text_of(node, "labels"), text_of(node, "dbms")});
      }
    } catch (const Error& error) {
      problem(error.where().file.empty() ? file.document.position(node) : error.where(),
              error.what());
    }
  }

  // Includes

  static std::string resolved(const File& file, const Node& node, std::string_view name) {
    if (!is_true(node.value("relativeToChangelogFile"), false)) return replace_all(name, "\\", "/");
    return normalized_path(sibling_path(file.path, name));
  }

  void missing(const File& file, const Node& node, const std::string& path, bool is_error) {
    if (!is_error)
      return warn(file, node, "the file '" + path + "' does not exist; it is left out");
    try {
      files_.open(path);
    } catch (const Error& error) {
      problem(file, node, error.what());
    }
  }

  Inherited inherited_by(const File& file, const Include& include) const {
    Inherited inherited = file.inherited;
    if (!trim(include.context).empty())
      inherited.contexts.insert(inherited.contexts.begin(), include.context);
    if (!parse_names(include.labels).empty())
      inherited.labels.insert(inherited.labels.begin(), include.labels);
    inherited.ignore = include.ignore;
    return inherited;
  }

  void read_include_node(const File& file, const Node& node) {
    const std::string name = text_of(node, "file");
    if (name.empty())
      return problem(file, node, "No 'file' attribute on 'include'; name the changelog to include");
    include(file, node, resolved(file, node, name), is_true(node.value("errorIfMissing"), true));
  }

  void include(const File& file, const Node& node, const std::string& path, bool missing_is_error) {
    try {
      if (!files_.exists(path))
        return missing(file, node, path, missing_is_error && options_.missing_include_is_error);
    } catch (const Error& error) {
      return problem(file, node, error.what());
    }
    check_contexts(contexts_of(node), node, file.document, problems_);
    note_names(file, node, contexts_of(node), text_of(node, "labels"));
    if (is_open(path)) return report_cycle(file, node, path);
    if (open_files_.size() >= deepest_include)
      return problem(file, node,
                     "includes are nested more than " + std::to_string(deepest_include) +
                         " deep, beginning with " + open_files_.front());
    load(path, inherited_by(file, read_include(node)));
  }

  bool is_open(const std::string& path) const {
    return std::find(open_files_.begin(), open_files_.end(), normalized_path(path)) !=
           open_files_.end();
  }

  void report_cycle(const File& file, const Node& node, const std::string& path) {
    const auto first = std::find(open_files_.begin(), open_files_.end(), normalized_path(path));
    const std::vector<std::string> circle(first, open_files_.end());
    problem(file, node,
            "a changelog cannot include itself: " + join(circle, " includes ") + " includes " +
                normalized_path(path));
  }

  std::optional<int> read_depth(const File& file, const Node& node, std::string_view name,
                                int otherwise) {
    const auto text = node.value(name);
    if (!text) return otherwise;
    int depth = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), depth);
    if (error == std::errc{} && end == text->data() + text->size()) return depth;
    problem(file, node, std::string(name) + " must be a number, not '" + std::string(*text) + "'");
    return std::nullopt;
  }

  void read_include_all(const File& file, const Node& node) {
    const std::string name = text_of(node, "path");
    if (name.empty())
      return problem(file, node, "No 'path' attribute on 'includeAll'; name the folder to include");
    for (const std::string_view java : {"filter", "resourceFilter", "resourceComparator"}) {
      if (node.child(java)) {
        return problem(file, node,
                       "includeAll: " + std::string(java) +
                           " names a Java class, which cannot run here; use endsWithFilter, "
                           "minDepth and maxDepth, or include each file",
                       ProblemKind::java_only);
      }
    }
    const auto min_depth = read_depth(file, node, "minDepth", 0);
    const auto max_depth = read_depth(file, node, "maxDepth", std::numeric_limits<int>::max());
    if (!min_depth || !max_depth) return;
    include_all(file, node, name,
                {*min_depth, *max_depth, std::string(trim(text_of(node, "endsWithFilter")))});
  }

  void include_all(const File& file, const Node& node, const std::string& name,
                   const FolderQuery& query) {
    std::vector<std::string> paths;
    try {
      paths = files_.list(resolved(file, node, name), query);
    } catch (const Error& error) {
      return problem(file, node, error.what());
    }
    sort_for_include(paths);
    if (paths.empty() && is_true(node.value("errorIfMissingOrEmpty"), true)) {
      problem(file, node,
              "Could not find directory, directory was empty, or no changelogs matched the "
              "provided search criteria for includeAll '" +
                  name + "'; correct the path, or add the folder that holds it with --search-path");
    }
    for (const std::string& path : paths) {
      if (find_format(path) == nullptr) {
        warn(file, node, "'" + path + "' is no changelog by its name; it is left out");
      } else if (is_open(path) && !options_.circular_include_all_is_error) {
        warn(file, node, "'" + path + "' includes itself by this includeAll; it is left out here");
      } else {
        include(file, node, path, true);
      }
    }
  }

  const Files& files_;
  Changelog& changelog_;
  const PropertyValues values_;
  const LoadOptions& options_;
  Problems problems_;
  std::vector<std::string> open_files_;
  bool has_failed_ = false;  ///< the database that was asked has, and not the changelog
};

}  // namespace

ReadChangelog read_changelog(const std::string& path, const Files& files, Properties properties,
                             const LoadOptions& options, const DatabaseFacts* facts) {
  ReadChangelog read{Changelog(std::move(properties)), {}};
  read.changelog.file = path;
  if (!files.exists(path)) files.open(path);  // says where it was looked for
  Loader loader(files, read.changelog, options, facts);
  loader.load(path, {});
  loader.finish();
  read.problems = loader.take_problems();
  return read;
}

Changelog load_changelog(const std::string& path, const Files& files, Properties properties,
                         const LoadOptions& options, const DatabaseFacts* facts) {
  ReadChangelog read = read_changelog(path, files, std::move(properties), options, facts);
  if (!read.problems.empty()) throw ValidationFailed(std::move(read.problems));
  return std::move(read.changelog);
}

}  // namespace ebbtide
