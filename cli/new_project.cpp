// `init project`, `init copy` and `new`: files of a project, before there is a database. As
// Liquibase does: `init project` asks on a terminal, unless --project-guide=off, and takes what
// stands in brackets where nothing is answered; in a pipe it takes all of it.
#include "operations/new_project.h"

#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "cli/json/project.h"
#include "cli/request.h"
#include "formats/parser.h"
#include "operations/new_change_set.h"
#include "text/ascii.h"
#include "text/enumeration.h"

namespace ebbtide {
namespace {

constexpr std::string_view first_url = "sqlite:example.db";

/// The format by the name of the file or by --format, which must agree.
std::string format_of(const Settings& settings, const std::string& changelog) {
  const std::string given = lower(settings.text("format"));
  const Format* const by_name = find_format(changelog);
  std::string format = !given.empty()       ? given
                       : by_name == nullptr ? "sql"
                                            : lower(by_name->extension.substr(1));
  const auto known = written_formats();
  if (std::find(known.begin(), known.end(), format) == known.end())
    settings.refuse("format", "'" + format + "' is no format of changelogs; they are " +
                                  enumerated(std::vector<std::string>(known.begin(), known.end())));
  return format;
}

/// The name with the ending of its format, where it has none.
std::string with_ending(const std::string& changelog, const std::string& format) {
  const Format* const by_name = find_format(changelog);
  if (by_name == nullptr) return changelog + "." + format;
  const std::string ending = lower(by_name->extension.substr(1));
  if (ending != format)
    throw UsageError("the changelog '" + changelog + "' would not be " + format +
                     "; give only one of --changelog-file and --format, or let them agree");
  return changelog;
}

/// Asks on a terminal.
class Guide {
 public:
  explicit Guide(Request& request) : request_(request) {}

  std::string ask(const std::string& question, const std::string& otherwise) {
    request_.console().say(question + " [" + otherwise + "]:");
    std::string answer;
    if (!std::getline(*request_.input(), answer)) throw Error("the answer is missing");
    answer = trim(answer);
    return answer.empty() ? otherwise : answer;
  }

 private:
  Request& request_;
};

bool has_terminal(Request& request) {
  return request.input() != nullptr && ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

NewProjectOptions project_options(const Settings& settings) {
  NewProjectOptions options;
  options.folder = settings.text("project-dir");
  options.changelog = settings.text("changelog-file");
  options.format = format_of(settings, options.changelog);
  if (options.changelog.empty()) options.changelog = "example-changelog." + options.format;
  options.changelog = with_ending(options.changelog, options.format);
  options.defaults_file = settings.text("project-defaults-file");
  options.url = settings.get("url").value_or(std::string(first_url));
  options.username = settings.text("username");
  options.password = settings.text("password");
  return options;
}

/// Lets the user change what would be made. Returns whether it is to be made.
bool ask_for(NewProjectOptions& options, Request& request) {
  Guide guide(request);
  const std::string answer =
      lower(guide.ask("Make a project in '" + options.folder +
                          "' as it is proposed (y), choose other names (c), or stop (n)?",
                      "y"));
  if (answer.starts_with("n")) return false;
  if (!answer.starts_with("c")) return true;
  options.folder = guide.ask("Folder of the project", options.folder);
  options.changelog =
      guide.ask("File of the changelog (.sql, .xml, .yaml, .json)", options.changelog);
  if (find_format(options.changelog) == nullptr) options.changelog += "." + options.format;
  options.format = lower(find_format(options.changelog)->extension.substr(1));
  options.defaults_file = guide.ask("File of the settings, or s for none", options.defaults_file);
  if (lower(options.defaults_file) == "s") options.defaults_file.clear();
  options.url = guide.ask("URL of the database, without user and password", options.url);
  options.username = guide.ask("User, or nothing", options.username);
  return true;
}

void say_file(Console& console, const std::string& what, const ProjectFile& file) {
  if (file.path.empty()) return;
  console.say((file.is_new ? "Created " : "Kept as it is: ") + what + " '" + file.path + "'");
}

std::string moment() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  gmtime_r(&now, &time);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y%m%d%H%M%S", &time)};
}

std::string variable(const Settings& settings, const std::string& name) {
  const auto& all = settings.environment();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == name; });
  return found == all.end() ? "" : found->second;
}

/// Of the search path only folders can take a file.
std::vector<std::string> writable_roots(const Settings& settings) {
  std::vector<std::string> roots = split_list(settings.text("search-path"));
  std::erase_if(roots, [](const std::string& root) {
    return root.ends_with(".jar") || root.ends_with(".zip");
  });
  if (roots.empty()) roots.emplace_back(".");
  return roots;
}

NewChangeSetOptions change_set_options(const Settings& settings) {
  const std::string title = settings.required("title");
  NewChangeSetOptions options;
  options.roots = writable_roots(settings);
  options.changelog = settings.required("changelog-file");
  options.file_name = moment() + (slug(title).empty() ? "" : "-" + slug(title));
  const auto author = settings.get("author");
  options.change_set = {
      settings.get("changeset-id").value_or(options.file_name),
      author ? *author
             : author_in(options.roots.front(),
                         [&](const std::string& name) { return variable(settings, name); }),
      title};
  return options;
}

void require_one_line(const Settings& settings, const NewChangeSet& change_set) {
  for (const auto& [option, text] : {std::pair{"title", change_set.title},
                                     {"changeset-id", change_set.id},
                                     {"author", change_set.author}}) {
    if (text.find_first_of("\r\n") != std::string::npos)
      settings.refuse(option, "it has several lines; write one");
  }
  if (contains(change_set.author, ":")) settings.refuse("author", "an author has no colon");
  if (contains(change_set.id, ":")) settings.refuse("changeset-id", "a new id has no colon");
}

}  // namespace

void init_project(Request& request) {
  NewProjectOptions options = project_options(request.settings());
  const bool is_guided = request.settings().choice("project-guide") == "ON";
  if (is_guided && has_terminal(request) && !ask_for(options, request))
    return request.console().say("No project was made.");
  Console& console = request.console();
  const NewProjectReport report = make_project(options);
  if (request.wants_json()) write_json(console, report);
  console.say("Setting up new Liquibase project in '" + report.folder + "'...");
  say_file(console, "example changelog file", report.changelog);
  say_file(console, "example defaults file", report.defaults_file);
  console.say(
      "To use the project, change to its folder and run 'ebbtide status', then 'ebbtide update'.");
}

void init_copy(Request& request) {
  const Settings& settings = request.settings();
  const std::string target = settings.required("target");
  const auto copied = copy_project(settings.required("source"), target, settings.flag("recursive"));
  if (request.wants_json()) return write_json(request.console(), target, copied);
  for (const std::string& file : copied) request.console().out() << file << "\n";
  request.console().say(count_of(copied.size(), "file") + " copied to '" + target + "'");
}

void new_change_set(Request& request) {
  const NewChangeSetOptions options = change_set_options(request.settings());
  require_one_line(request.settings(), options.change_set);
  const NewChangeSetReport report = add_change_set(options);
  const ChangeSetId id{report.path, options.change_set.id, options.change_set.author};
  Console& console = request.console();
  if (!report.runs_before.empty())
    console.warning(
        "these files of the folder run behind the new one, since their names sort so: " +
        enumerated(report.runs_before));
  console.say((report.is_new ? "Created the file with changeset " : "Added changeset ") +
              id.to_text());
  if (request.wants_json()) return write_json(console, report, id);
  console.out() << report.file << "\n";
}

}  // namespace ebbtide
