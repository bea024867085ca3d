// Commands that write what is drawn from the tables of the program for other programs: shells, man
// and editors. They need neither a database nor a changelog.
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/help/completion.h"
#include "cli/help/manual.h"
#include "cli/json/reports.h"
#include "text/error.h"

namespace ebbtide {
namespace {

void write_page(const std::filesystem::path& folder, const Command* command) {
  const std::filesystem::path file = folder / name_of_manual(command);
  std::ofstream out(file, std::ios::binary);
  write_manual(out, command);
  out.flush();
  if (!out) throw Error("cannot write '" + file.string() + "': " + system_message(errno));
}

}  // namespace

void completion(Request& request) {
  const std::string shell = request.settings().required("shell");
  if (!write_completion(request.console().raw(), shell))
    throw UsageError("there is no completion for '" + shell + "', but for bash, zsh and fish");
}

void manual(Request& request) {
  const Settings& settings = request.settings();
  const std::string page = settings.text("page"), folder = settings.text("output-directory");
  if (folder.empty()) {
    const bool is_program = page.empty() || page == "ebbtide";
    return write_manual(request.console().raw(), is_program ? nullptr : &command_named(page));
  }
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  write_page(folder, nullptr);
  for (const Command& command : commands()) write_page(folder, &command);
}

void schema_of_changelogs(Request& request) { request.console().raw() << changelog_schema(); }

}  // namespace ebbtide
