#include "cli/fleet/matrix.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/fleet/commands.h"
#include "text/ascii.h"
#include "text/printable.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::size_t columns = 7;
using Line = std::array<std::string, columns>;

/// Those that are numbers stand at the right.
constexpr bool is_number(std::size_t column) { return column == 2 || column == 3 || column == 5; }

std::size_t letters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Line line_of_result(const TargetResult& result) {
  const bool has_run = !result.database.empty();
  return {printable_line(result.name),
          printable_line(result.tag.value_or("")),
          has_run ? std::to_string(result.changed) : "",
          result.pending ? std::to_string(*result.pending) : "",
          std::string(to_text(result.state)) + (result.is_earlier ? " before" : ""),
          has_run ? seconds_text(result.took) : "",
          printable_line(result.error)};
}

std::string_view changed_word(const FleetReport& report) {
  const FleetCommand* const command = find_fleet_command(report.command);
  return command == nullptr ? "changed" : command->changed;
}

std::string padded(const std::string& text, std::size_t width, bool at_right) {
  const std::string blanks(width - std::min(width, letters_of(text)), ' ');
  return at_right ? blanks + text : text + blanks;
}

}  // namespace

std::string seconds_text(std::chrono::milliseconds took) {
  std::array<char, 32> text{};
  const double seconds = static_cast<double>(took.count()) / 1000;
  const int size =
      std::snprintf(text.data(), text.size(), seconds < 10 ? "%.2f s" : "%.0f s", seconds);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string totals_of(const FleetReport& report) {
  std::string text;
  for (const TargetState state :
       {TargetState::done, TargetState::failed, TargetState::unreachable, TargetState::refused,
        TargetState::interrupted, TargetState::running, TargetState::not_run}) {
    const int count = count_in(report.results, state);
    if (count == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(to_text(state));
  }
  return count_of(report.results.size(), "target") + ": " + (text.empty() ? "none" : text);
}

void write_matrix(TextOutput& out, const FleetReport& report) {
  std::vector<Line> lines{
      {"target", "tag", std::string(changed_word(report)), "pending", "state", "time", "error"}};
  for (const TargetResult& result : report.results) lines.push_back(line_of_result(result));
  std::array<std::size_t, columns> widths{};
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], letters_of(line[i]));
  }
  for (const Line& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < columns; ++i)
      text += (i == 0 ? "" : "  ") + padded(line[i], widths[i], is_number(i));
    out << std::string_view(text).substr(0, text.find_last_not_of(' ') + 1) << "\n";
  }
  out << totals_of(report) << "\n";
}

}  // namespace ebbtide
