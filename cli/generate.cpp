// `generate-changelog`. The changelog is the result: without a file it goes to standard output.
// What it could not carry is said beside it, each thing on a line of its own.
#include <pwd.h>
#include <unistd.h>

#include <array>

#include "cli/generate_choice.h"
#include "cli/json/generate.h"
#include "cli/request.h"
#include "cli/schema_choice.h"
#include "cli/second_database.h"
#include "operations/diff_changelog.h"
#include "operations/generate.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string variable(const Settings& settings, std::string_view name) {
  for (const auto& [key, value] : settings.environment())
    if (key == name) return value;
  return "";
}

/// Empty where the system has no name for who runs this.
std::string name_of_account() {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> texts{};
  ::getpwuid_r(::geteuid(), &entry, texts.data(), texts.size(), &found);
  return found == nullptr ? "" : found->pw_name;
}

/// As Liquibase does: formatted SQL has no blanks in the name of an author.
std::string author_of(const Settings& settings, const std::string& file) {
  if (const auto given = settings.get("author")) return *given;
  std::string user = variable(settings, "USER");
  if (user.empty()) user = variable(settings, "LOGNAME");
  if (user.empty()) user = name_of_account();
  if (user.empty()) user = "ebbtide";
  return ends_with_ignoring_case(file, ".sql") ? user : user + " (generated)";
}

std::set<std::string, std::less<>> change_types(const Settings& settings, std::string_view option) {
  std::set<std::string, std::less<>> types;
  for (const std::string& one : split_list(settings.text(option)))
    if (!equals_ignoring_case(one, "none")) types.insert(one);
  return types;
}

/// As Liquibase does: the names of the second list stand for those of the first, place by place.
std::vector<std::pair<std::string, std::string>> schemas_as(const Settings& settings) {
  const std::vector<std::string> others = split_list(settings.text("output-schemas"));
  std::vector<std::string> names = split_list(settings.text("schemas"));
  if (others.empty()) return {};
  if (names.empty()) names.emplace_back();  // the default one
  if (names.size() != others.size())
    throw UsageError("--output-schemas names " + std::to_string(others.size()) + " and --schemas " +
                     std::to_string(names.size()) + "; each schema needs its name in the result");
  std::vector<std::pair<std::string, std::string>> all;
  for (std::size_t i = 0; i < names.size(); ++i) all.emplace_back(names[i], others[i]);
  return all;
}

}  // namespace

GenerateOptions making_of(const Settings& settings, const std::string& file) {
  GenerateOptions making;
  making.id_prefix = id_prefix_of_now();
  making.author = author_of(settings, file);
  if (const auto context = settings.get("context-filter")) making.context = *context;
  if (const auto labels = settings.get("label-filter")) making.labels = *labels;
  making.with_schema = settings.flag("include-schema");
  making.with_catalog = settings.flag("include-catalog");
  making.schemas_as = schemas_as(settings);
  making.run_on_change = change_types(settings, "run-on-change-types");
  making.replace_if_exists = change_types(settings, "replace-if-exists-types");
  if (settings.flag("use-or-replace-option")) making.replace_if_exists.insert("createView");
  return making;
}

GenerateChangelogOptions generate_options_of(Request& request) {
  const Settings& settings = request.settings();
  GenerateChangelogOptions options;
  options.file = settings.text("changelog-file");
  options.overwrites = settings.flag("overwrite-output-file");
  options.schemas = split_list(settings.text("schemas"));
  options.data_directory = settings.text("data-output-directory");
  options.filter = filter_of(request);
  options.declared = declared_options(request);
  options.making = making_of(settings, options.file);
  return options;
}

void generate_changelog(Request& request) {
  const GenerateReport report = generate_changelog(request.database(), generate_options_of(request),
                                                   request.files(), request.surroundings());
  Console& console = request.console();
  for (const std::string& one : report.left_out)
    console.warning("no changeset carries the " + one + "; make it by a changeset of your own");
  if (request.wants_json()) return write_json(console, report);
  if (report.file.empty()) {
    console.raw() << report.text;
    return;
  }
  console.say("Generated changelog written to " + report.file);
}

void diff_changelog(Request& request) {
  const Settings& settings = request.settings();
  DiffChangelogOptions options;
  options.file = settings.required("changelog-file");
  options.comparing = compare_options(request);
  options.making = making_of(settings, options.file);
  const auto reference = open_reference(request);
  const DiffChangelogReport report = diff_changelog(*reference, request.database(), options,
                                                    request.files(), request.surroundings());
  Console& console = request.console();
  tell_of_renames(request, report.look_like_renames, report.usual_place);
  for (const std::string& one : report.left_out)
    console.warning("no changeset brings about the " + one + "; write one of your own");
  for (const WrittenChangeSet& one : report.change_sets)
    if (!one.comments.empty())
      console.warning("changeset " + one.id + " (" + join(one.changes, ", ") +
                      "): " + one.comments);
  for (const std::string& one : report.there_already)
    console.say("not written again, the file has it: " + one);
  if (request.wants_json()) return write_json(console, report);
  if (report.change_sets.empty()) return console.say("No changesets were written.");
  console.say(count_of(report.change_sets.size(), "changeset") + " written to " + report.file);
}

}  // namespace ebbtide
