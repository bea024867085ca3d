#pragma once

#include <string>

#include "executor/report.h"

namespace ebbtide {

/// What a run told, one line each.
class RecordedReport final : public Report {
 public:
  std::string text;

  void running(const ChangeSet& change_set) override { add("running " + change_set.id.to_text()); }
  void rolling_back(const ChangeSet& change_set) override {
    add("rolling back " + change_set.id.to_text());
  }
  void output(std::string_view message, std::string_view target) override {
    add("output " + std::string(target) + ": " + std::string(message));
  }
  void checksum_upgraded(const ChangeSet& change_set, std::string_view from,
                         std::string_view to) override {
    add("upgraded " + change_set.id.to_text() + " from " + std::string(from) + " to " +
        std::string(to));
  }
  void warning(std::string_view message) override { add("warning " + std::string(message)); }
  void note(std::string_view message) override { add("note " + std::string(message)); }

 private:
  void add(const std::string& line) { text += line + "\n"; }
};

}  // namespace ebbtide
