#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/config/option_findings.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto passed_over = std::to_array<std::string_view>(
    {".git", ".svn", ".gradle", ".idea", "node_modules", "target", "build", "dist", "out"});
constexpr auto names = std::to_array<std::string_view>(
    {"pom.xml", "jenkinsfile", "makefile", "procfile", ".env", "justfile"});
constexpr auto endings = std::to_array<std::string_view>({".gradle", ".gradle.kts", ".sh", ".bash",
                                                          ".bat", ".cmd", ".ps1", ".yml", ".yaml",
                                                          ".dockerfile", ".jenkinsfile", ".env"});

bool may_run_liquibase(const std::string& file) {
  const std::string name = lower(file);
  return name.starts_with("dockerfile") || name.starts_with("containerfile") ||
         std::find(names.begin(), names.end(), name) != names.end() ||
         std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

std::vector<std::string> scripts_in(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator each(folder, fs::directory_options::skip_permission_denied,
                                        error);
  for (; !error && each != fs::recursive_directory_iterator(); each.increment(error)) {
    const std::string name = each->path().filename().string();
    std::error_code ignored;
    if (each->is_directory(ignored)) {
      if (std::find(passed_over.begin(), passed_over.end(), name) != passed_over.end())
        each.disable_recursion_pending();
    } else if (each->is_regular_file(ignored) && may_run_liquibase(name)) {
      found.push_back(each->path().lexically_normal().string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace ebbtide
