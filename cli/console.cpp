#include "cli/console.h"

#include "text/ascii.h"
#include "text/source.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::size_t most_problems = 50;
constexpr std::size_t widest_line = 120;

/// Control characters of files and servers must not reach the terminal.
std::string harmless(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    const bool is_control = (code < 0x20 && c != '\t') || code == 0x7F;
    clean += is_control ? ' ' : c;
  }
  return clean;
}

}  // namespace

void Console::problem(const Problem& problem) {
  const std::string place = problem.where.file.empty() ? "" : problem.where.to_text() + ": ";
  const std::string change_set =
      problem.change_set.empty() ? "" : " [changeset " + problem.change_set + "]";
  say("ERROR: " + harmless(place + problem.message + change_set));
  show_line(problem.where);
}

void Console::show_line(const Position& where) {
  if (where.line < 1 || !read_) return;
  const auto bytes = read_(where.file);
  if (!bytes) return;
  const Source source(where.file, to_utf8(*bytes, ""));
  const std::string_view line = source.line(where.line);
  if (trim(line).empty() || line.size() > widest_line) return;
  say("  " + harmless(replace_all(line, "\t", " ")));
  if (where.column > 0) say(std::string(static_cast<std::size_t>(where.column) + 1, ' ') + "^");
}

void Console::error(const Error& error) {
  const auto* const many = dynamic_cast<const ValidationFailed*>(&error);
  if (many == nullptr) return problem({error.where(), error.what(), error.change_set()});
  const auto& problems = many->problems();
  for (std::size_t i = 0; i < problems.size() && i < most_problems; ++i) problem(problems[i]);
  if (problems.size() > most_problems)
    say("… and " + std::to_string(problems.size() - most_problems) + " more");
}

void Console::running(const ChangeSet& change_set) {
  say("Running Changeset: " + harmless(change_set.id.to_text()));
}

void Console::rolling_back(const ChangeSet& change_set) {
  say("Rolling Back Changeset: " + harmless(change_set.id.to_text()));
}

void Console::output(std::string_view message, std::string_view target) {
  if (equals_ignoring_case(target, "STDOUT")) {
    *out_ << message << "\n";
  } else {
    say(message);
  }
}

void Console::checksum_upgraded(const ChangeSet& change_set, std::string_view from,
                                std::string_view to) {
  say("Upgrading checksum for Changeset " + harmless(change_set.id.to_text()) + " from " +
      std::string(from) + " to " + std::string(to) + ".");
}

}  // namespace ebbtide
