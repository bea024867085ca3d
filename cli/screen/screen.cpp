// Who sits at a terminal is told the target first, then what happens, and at the end what it came
// to. What scripts and CI servers read has the lines of Liquibase, and the same besides.
#include "cli/screen/screen.h"

#include <algorithm>
#include <filesystem>

#include "cli/request.h"
#include "cli/screen/github.h"
#include "cli/screen/progress.h"
#include "cli/screen/target.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string variable(const Environment& environment, std::string_view name) {
  const auto found = std::find_if(environment.begin(), environment.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == environment.end() ? "" : found->second;
}

/// Where a file of the search path is within the repository that GitHub has checked out; empty
/// where it is none of it, such as in an archive.
std::string path_in_repository(const std::vector<std::string>& roots, const std::string& top,
                               const std::string& file) {
  std::error_code error;
  for (const std::string& root : roots) {
    const std::filesystem::path path = std::filesystem::path(root) / file;
    if (!std::filesystem::is_regular_file(path, error)) continue;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(path, error);
    const std::filesystem::path near =
        top.empty() ? path.lexically_normal() : whole.lexically_relative(top);
    return near.empty() || *near.begin() == ".." ? "" : near.generic_string();
  }
  return "";
}

std::vector<std::string> roots_of(const Settings& settings) {
  std::vector<std::string> roots = split_list(settings.text("search-path"));
  roots.emplace_back(".");
  return roots;
}

}  // namespace

Screen::Screen(const Process& process)
    : process_(process), style_(TerminalStyle::of(process.environment, process.terminal.has_err)) {
  line_.emplace(process_.err, process_.terminal.size);
  if (!process_.terminal.has_err || !style_.moves) return;
  err_.emplace(*line_, process_.err);
  if (process_.terminal.has_out) out_.emplace(*line_, process_.out);
}

void Screen::dress(Console& console) const {
  const auto columns = [size = process_.terminal.size] { return size().columns; };
  if (process_.terminal.has_err) console.fit_err(columns);
  if (process_.terminal.has_out) console.fit_out(process_.terminal.size);
  if (style_.has_colour) console.use_colour();
}

Telling::Telling(Screen& screen, Request& request) : screen_(screen), request_(request) {
  Console& console = request.console();
  const Settings& settings = request.settings();
  is_quiet_ = settings.flag("quiet") || settings.choice("ui-service") == "LOGGER";
  if (is_quiet_) {
    console.tell(Console::Progress::nothing);
    return;
  }
  const Environment& environment = screen.process().environment;
  if (screen.is_terminal()) {
    is_screen_ = true;
    console.tell(Console::Progress::elsewhere);
    observers_.push_back(std::make_unique<ScreenProgress>(
        console, request.record(), screen.line(), screen.style(), screen.process().terminal.size));
    if (!request.has_no_database()) {
      const std::string target = target_of(request);
      console.lines([&](TextOutput& out) { out << "Target: " << target << "\n"; });
    }
  } else {
    if (variable(environment, "GITHUB_ACTIONS") == "true") {
      const std::string top = variable(environment, "GITHUB_WORKSPACE");
      observers_.push_back(std::make_unique<GithubProgress>(
          console, target_of(request), [top, roots = roots_of(settings)](const std::string& file) {
            return path_in_repository(roots, top, file);
          }));
    }
    observers_.push_back(
        std::make_unique<PlainProgress>(console, request.record(), !settings.flag("rehearse")));
  }
  for (const auto& observer : observers_) request.listeners().add(*observer);
}

Telling::~Telling() {
  for (const auto& observer : observers_) request_.listeners().remove(*observer);
  request_.console().tell(Console::Progress::all);
}

bool Telling::close(const Error* error) {
  const RunRecord& record = request_.record();
  if (is_quiet_ || request_.settings().flag("rehearse") || !has_come_to_something(record))
    return false;
  if (!is_screen_ && error == nullptr) return false;
  const std::string line = closing_line(record, error);
  const bool has_failed = error != nullptr;
  const TerminalStyle& style = screen_.style();
  request_.console().lines([&](TextOutput& out) {
    if (style.has_colour) {
      if (has_failed) {
        out << "\x1b[1;31m";
      } else {
        out << "\x1b[1;32m";
      }
    }
    out << "In all " << line;
    if (style.has_colour) out << "\x1b[0m";
    out << "\n";
  });
  return is_screen_;
}

}  // namespace ebbtide
