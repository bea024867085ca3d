// `convert`: one file of a changelog in another format, beside it or where --output-file says,
// which here names what is written and is not the result. What the new file cannot have is said on
// standard error; the result is the name of the file.
#include "operations/convert.h"

#include <algorithm>
#include <filesystem>

#include "cli/json/project.h"
#include "cli/request.h"
#include "formats/parser.h"
#include "text/ascii.h"
#include "text/enumeration.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

/// The ending of the new file, by --to or by the name that --output-file gives, which must agree.
std::string ending_of(const Settings& settings) {
  const std::string given = lower(settings.choice("to"));
  const std::string output = settings.text("output-file");
  const Format* const by_name = find_format(output);
  if (output.empty() && given.empty())
    settings.refuse("to", "say with --to=xml, yaml, json or sql what to write");
  if (output.empty()) return "." + given;
  if (by_name == nullptr)
    settings.refuse("output-file", "'" + output + "' is no changelog by its name, which ends in " +
                                       known_extensions());
  const Format* const by_word = find_format("." + given);
  if (by_word != nullptr && by_word->name != by_name->name)
    settings.refuse("to", "the file '" + output + "' would not be " + given +
                              "; give only one of --to and --output-file, or let them agree");
  return std::string(by_name->extension);
}

/// The folder of the search path that has the changelog.
fs::path root_of(const Settings& settings, const std::string& changelog) {
  std::vector<std::string> roots = split_list(settings.text("search-path"));
  if (roots.empty()) roots.emplace_back(".");
  std::error_code error;
  const auto found = std::find_if(roots.begin(), roots.end(), [&](const std::string& root) {
    return fs::is_regular_file(fs::path(root) / changelog, error);
  });
  return found == roots.end() ? fs::path() : fs::path(*found);
}

/// The path that the written file has on the search path; the one beside the changelog where it is
/// written elsewhere.
std::string path_in(const fs::path& root, const std::string& output, const std::string& beside) {
  std::error_code error;
  const fs::path relative =
      fs::weakly_canonical(output, error).lexically_relative(fs::weakly_canonical(root, error));
  const bool is_inside = !relative.empty() && *relative.begin() != "..";
  return is_inside ? relative.generic_string() : beside;
}

ConvertOptions convert_options(Request& request) {
  const Settings& settings = request.settings();
  ConvertOptions options;
  options.changelog = settings.required("changelog-file");
  const std::string beside =
      fs::path(options.changelog).replace_extension(ending_of(settings)).generic_string();
  const fs::path root = root_of(settings, options.changelog);
  options.output = settings.text("output-file");
  if (options.output.empty()) {
    if (root.empty() && request.files().exists(options.changelog))
      throw UsageError("the changelog '" + options.changelog +
                       "' is in an archive; say with --output-file where to write it");
    options.output = (root / beside).lexically_normal().generic_string();
  }
  options.output_path = root.empty() ? beside : path_in(root, options.output, beside);
  options.may_replace = settings.flag("force") || settings.flag("overwrite-output-file");
  options.properties = [&request](const std::string& dbms) {
    return request.reading_for(dbms).properties;
  };
  options.load = request.reading_for("").load;
  return options;
}

void say_what_is_lost(Console& console, const ConvertReport& report) {
  for (const Problem& problem : report.left_out)
    console.warning(problem.where.to_text() + ": " + problem.message);
  if (!report.keeps_comments && report.comments > 0)
    console.warning(report.format + " has no comments: " + count_of(report.comments, "comment") +
                    " of the changelog left out");
}

}  // namespace

void convert(Request& request) {
  const ConvertOptions options = convert_options(request);
  const ConvertReport report = convert_changelog(options, request.files());
  Console& console = request.console();
  say_what_is_lost(console, report);
  console.say("Wrote " + count_of(report.change_sets, "changeset") + " to '" + options.output +
              "', with the identities and checksums they had; their path stays '" + report.path +
              "'.");
  if (!report.included.empty())
    console.say("What it includes stays as it is: " + enumerated(report.included));
  console.say(
      "A changelog that includes '" + options.changelog +
      "' has to name the new file; of a folder that is included whole, remove the old one.");
  if (request.wants_json()) return write_json(console, options.changelog, options.output, report);
  console.out() << options.output << "\n";
}

}  // namespace ebbtide
