#include "cli/fleet/result_file.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "cli/json/fleet.h"
#include "text/error.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

[[noreturn]] void fail(const std::string& file, int error) {
  throw Error("cannot write the file '" + file + "': " + system_message(error));
}

}  // namespace

// The other name is in the same folder, since a file can be moved in one step only within a file
// system; it has the number of the process, since another machine's run may write beside this one.
void replace_file(const std::string& file, const std::string& text) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), ignored);
  const std::string made = file + "." + std::to_string(getpid()) + ".new";
  {
    std::ofstream output(made, std::ios::binary | std::ios::trunc);
    if (!output) fail(file, errno);
    output << text << std::flush;
    if (!output) {
      const int error = errno;
      std::filesystem::remove(made, ignored);
      fail(file, error);
    }
  }
  std::error_code error;
  std::filesystem::rename(made, file, error);
  if (!error) return;
  std::filesystem::remove(made, ignored);
  fail(file, error.value());
}

FleetReport read_results(const std::string& file) {
  const auto text = read_whole_file(file);
  if (!text) throw UsageError("cannot read the results '" + file + "': " + system_message(errno));
  return parse_fleet_report(*text, file);
}

void ResultFile::settle(std::vector<FleetTarget>& targets, const FleetReport& now,
                        bool counts) const {
  if (resumed_.empty()) return;
  const FleetReport earlier = read_results(resumed_);
  const auto refuse = [this](const std::string& why) {
    throw UsageError("'" + resumed_ + "' cannot be resumed: " + why);
  };
  if (earlier.shard != now.shard) refuse("it is of another --shard");
  std::map<std::string, TargetResult> by_name;
  try {
    for (TargetResult& result : settled_in(earlier, now.command, counts))
      by_name.emplace(result.name, std::move(result));
  } catch (const UsageError& error) {
    refuse(error.what());
  }
  for (FleetTarget& target : targets) {
    if (const auto found = by_name.find(target.name); found != by_name.end())
      target.earlier = found->second;
  }
}

void ResultFile::keep(const FleetReport& report, std::optional<ExitCode> exit_code) const {
  if (!file_.empty()) replace_file(file_, fleet_file_text(report, exit_code));
}

}  // namespace ebbtide
