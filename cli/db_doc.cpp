// Liquibase writes a folder of pages in frames; this is one page, `index.html` in the same folder.
#include "operations/db_doc.h"

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "cli/json/schema.h"
#include "cli/report/schema_page.h"
#include "cli/request.h"
#include "text/ascii.h"

namespace ebbtide {

void db_doc(Request& request) {
  const Settings& settings = request.settings();
  const std::filesystem::path folder = settings.required("output-directory");
  const Documentation all = document(request.project(), request.database(),
                                     split_list(settings.text("schemas")), request.surroundings());
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  const std::string file = (folder / "index.html").string();
  std::ofstream out(file, std::ios::binary);
  if (out) write_schema_page(out, all);
  out.flush();
  if (!out) throw Error("cannot write '" + file + "': " + system_message(errno));
  if (request.wants_json()) return write_json(request.console(), all, file);
  request.console().say("The documentation of " + all.database + " is in " + file);
}

}  // namespace ebbtide
