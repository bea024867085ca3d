#include "operations/await_database.h"

#include <optional>
#include <thread>

#include "database/connect_trouble.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

/// Why no session is to be had now; nothing where one is, or where a wait changes nothing.
std::optional<std::string> why_not_ready(const DatabaseUrl& url) {
  try {
    connect(url, [](const std::string&) {});
  } catch (const ConnectionLost& error) {
    if (connect_trouble(url, error.what()) == ConnectTrouble::not_ready) return error.what();
  }
  return std::nullopt;
}

}  // namespace

void sleep_interruptibly(std::chrono::milliseconds time, const Interruption& interruption) {
  constexpr std::chrono::milliseconds step{50};
  for (std::chrono::milliseconds slept{0}; slept < time; slept += step) {
    interruption.check();
    std::this_thread::sleep_for(step);
  }
}

void await_database(const DatabaseUrl& url, std::chrono::seconds limit, Interruption& interruption,
                    const std::function<void(const std::string&)>& say) {
  if (!has_connect_troubles(url)) return;
  const auto end = std::chrono::steady_clock::now() + limit;
  bool is_said = false;
  while (const auto why = why_not_ready(url)) {
    interruption.check();
    if (std::chrono::steady_clock::now() >= end)
      throw ConnectionLost("waited " + std::to_string(limit.count()) + " s: " + *why, "", "08001");
    if (!is_said)
      say("Waiting up to " + std::to_string(limit.count()) + " s for " + url.shown() + ": " + *why);
    is_said = true;
    sleep_interruptibly(std::chrono::milliseconds(500), interruption);
  }
}

bool lacks_password(const DatabaseUrl& url) {
  if (!has_connect_troubles(url) || !url.password.empty()) return false;
  try {
    connect(url, [](const std::string&) {});
  } catch (const ConnectionLost& error) {
    return connect_trouble(url, error.what()) == ConnectTrouble::needs_password;
  }
  return false;
}

}  // namespace ebbtide
