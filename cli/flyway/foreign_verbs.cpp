#include "cli/flyway/foreign_verbs.h"

#include <string_view>

#include "flyway/failure.h"

namespace ebbtide {
namespace {

using flyway::Failure;

/// A command of Flyway that is not here, and what stands in for it.
struct ForeignVerb {
  std::string_view name, instead;
};

/// What only paid editions do.
constexpr ForeignVerb paid_verbs[] = {
    {"backup", "the database's own tools write a backup"},
    {"check", "'ebbtide flyway drift' compares a database with what it should be"},
    {"snapshot", "'ebbtide snapshot' writes the schema of a database"},
    {"diff", "'ebbtide diff' compares two databases"},
    {"diffText", "'ebbtide diff' compares two databases"},
    {"generate", "'ebbtide diff-changelog' writes changes from a difference"},
    {"prepare", "'ebbtide update-sql' writes a script of what would run"},
    {"deploy", "'ebbtide flyway migrate' runs scripts"},
    {"model", "'ebbtide snapshot --format=sql' writes a schema as files"},
    {"add", "write the file by hand"},
};

/// What Flyway has beside these, for itself.
constexpr ForeignVerb other_verbs[] = {
    {"auth", "no licence is needed here"},
    {"init", "write flyway.conf or flyway.toml by hand: ebbtide flyway help shows the options"},
    {"list-engines", "PostgreSQL, MySQL, MariaDB and SQLite are here"},
    {"testConnection", "'ebbtide flyway info' connects and changes nothing"},
};

}  // namespace

void refuse_foreign_verb(const std::string& name) {
  for (const ForeignVerb& paid : paid_verbs) {
    if (paid.name == name)
      throw flyway::PaidOnly("'" + name +
                             "' is a command of paid editions of Flyway and not "
                             "here; " +
                             std::string(paid.instead));
  }
  for (const ForeignVerb& other : other_verbs) {
    if (other.name == name)
      throw Failure(flyway::error_code, "'" + name + "' is a command of Flyway and not here; " +
                                            std::string(other.instead));
  }
}

}  // namespace ebbtide
