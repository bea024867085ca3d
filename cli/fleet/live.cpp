#include "cli/fleet/live.h"

#include <algorithm>

#include "cli/screen/progress.h"
#include "text/columns.h"
#include "text/printable.h"

namespace ebbtide {

FleetLine::~FleetLine() {
  if (line_ != nullptr) line_->hide();
}

void FleetLine::show(std::size_t all) {
  all_ = all;
  if (line_ != nullptr) line_->show([this](std::size_t columns) { return text(columns); });
}

void FleetLine::hear(const TargetResult& changed) {
  if (line_ == nullptr) return;
  line_->change([&] {
    if (changed.state == TargetState::running) {
      at_work_.push_back({printable_line(changed.name)});
      return;
    }
    std::erase_if(at_work_,
                  [&](const AtWork& one) { return one.name == printable_line(changed.name); });
    ++ended_;
    if (changed.state != TargetState::done) ++bad_;
  });
}

std::string FleetLine::text(std::size_t columns) const {
  std::string line = "[" + std::to_string(ended_) + "/" + std::to_string(all_) + "]";
  if (bad_ > 0) line += " " + std::to_string(bad_) + " not done";
  line += "  " + tenths_since(began_);
  std::string separator = "  at work: ";
  for (const AtWork& one : at_work_) {
    line += separator + cut_in_middle(one.name, columns / 3) + " " + tenths_since(one.begin);
    separator = ", ";
  }
  return cut_to_columns(line, columns);
}

}  // namespace ebbtide
