#include "cli/config/kept_passwords.h"

#include "cli/config/password.h"

namespace ebbtide {

Settings KeptPasswords::put_into(const Settings& settings, Interruption& interruption) {
  constexpr std::string_view command = "password-command";
  if (password_option(settings) != command) return settings;
  const std::string password =
      settings.made_from(command, [&] { return of(settings, interruption); });
  return settings.with_own({{"password", password}});
}

KeptPasswords::Kept& KeptPasswords::kept(const std::string& command) {
  const std::lock_guard guard(mutex_);
  std::unique_ptr<Kept>& one = kept_[command];
  if (!one) one = std::make_unique<Kept>();
  return *one;
}

std::string KeptPasswords::of(const Settings& settings, Interruption& interruption) {
  const std::string command = settings.text("password-command");
  Kept& one = kept(command);
  const std::lock_guard guard(one.mutex);
  const auto now = std::chrono::steady_clock::now();
  if (!one.is_known || now - one.since > lasting_) {
    one.complaint.clear();
    try {
      one.password = password_from_command(command, password_command_limit, interruption);
    } catch (const UsageError& error) {
      one.complaint = error.what();
    }
    one.since = std::chrono::steady_clock::now();
    one.is_known = true;
  }
  if (!one.complaint.empty()) throw UsageError(one.complaint);
  return one.password;
}

}  // namespace ebbtide
