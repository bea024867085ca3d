// Texts of several lines are shown with their lines, indented, so that two of them can be compared
// by eye or with diff: what differs is what has changed.
#include "operations/explain_checksum.h"
#include "cli/json/reports.h"
#include "cli/request.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

void write_version(TextOutput& out, const ExplainedChecksum::Version& version, bool is_stored) {
  out << "\nversion " << version.version << ": " << version.checksum
      << (is_stored ? "   (this is what the history has)" : "") << "\n";
  for (const ExplainedChecksum::Part& part : version.parts) {
    out << "  " << part.where.to_text() << ": " << part.change << "   " << part.checksum << "\n";
    for (const HashedText& hashed : part.hashed) {
      out << "    " << hashed.what << ":\n      ";
      out.lines(replace_all(hashed.text, "\n", "\n      ")) << "\n";
    }
  }
}

std::string stored_line(const ExplainedChecksum& explained) {
  if (!explained.stored) return "stored: none";
  const std::string stored = "stored: " + explained.stored.str();
  for (const ExplainedChecksum::Version& version : explained.versions) {
    if (explained.is_stored(version))
      return stored + ", which is that of version " + std::to_string(version.version);
  }
  return stored + ", which is neither";
}

}  // namespace

void explain_checksum(Request& request) {
  const ExplainedChecksum explained = explain_checksum(
      request.project(), request.database(), request.settings().required("changeset-identifier"),
      !request.has_no_database());
  if (request.wants_json()) return write_json(request.console(), explained);
  TextOutput& out = request.console().out();
  out << explained.id.to_text() << "   (" << explained.where.to_text() << ")\n"
      << stored_line(explained) << "\n";
  for (const ExplainedChecksum::Version& version : explained.versions)
    write_version(out, version, explained.is_stored(version));
}

}  // namespace ebbtide
