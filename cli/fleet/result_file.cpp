#include "cli/fleet/result_file.h"

#include <cerrno>
#include <iterator>
#include <map>

#include "cli/json/fleet.h"
#include "operations/write_file.h"
#include "text/error.h"
#include "text/whole_file.h"

namespace ebbtide {

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
