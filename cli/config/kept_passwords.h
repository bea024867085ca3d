#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cli/settings.h"
#include "database/interruption.h"

namespace ebbtide {

/// What commands for passwords have written, for a run on many databases: each command is run once
/// and not for each database, and again when what it wrote may have become old, since tokens of a
/// cloud do (after a quarter of an hour at the earliest). Threads may ask at the same time; those
/// with the same command wait for one.
class KeptPasswords {
 public:
  explicit KeptPasswords(std::chrono::seconds lasting = std::chrono::minutes(10))
      : lasting_(lasting) {}

  /// The settings, with the password in place of the command for it where that is what counts.
  /// Throws as password_from_command does; of a command that has failed without running it again.
  Settings put_into(const Settings& settings, Interruption& interruption);

 private:
  struct Kept {
    std::mutex mutex;
    bool is_known = false;
    std::chrono::steady_clock::time_point since;
    std::string password, complaint;
  };

  Kept& kept(const std::string& command);
  std::string of(const Settings& settings, Interruption& interruption);

  std::chrono::seconds lasting_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Kept>> kept_;
};

}  // namespace ebbtide
