#include "database/catalog.h"

#include "text/error.h"

namespace ebbtide {
namespace {

[[noreturn]] void refuse() {
  throw StructureUnknown(
      "this needs the structure of the live table, which a script cannot know; run the change "
      "with 'update', or write it as SQL");
}

}  // namespace

std::optional<schema::Table> NoCatalog::table(const ObjectName&) const { refuse(); }
std::optional<std::string> NoCatalog::identity(const ObjectName&) const { refuse(); }
bool NoCatalog::has_view(const ObjectName&) const { refuse(); }
bool NoCatalog::has_sequence(const ObjectName&) const { refuse(); }
std::optional<schema::View> NoCatalog::view(const ObjectName&) const { refuse(); }
std::vector<schema::Program> NoCatalog::triggers_on(const ObjectName&) const { refuse(); }
std::vector<StoredObject> NoCatalog::objects_like(const ObjectName&) const { refuse(); }
std::vector<StoredKey> NoCatalog::keys_like(StoredKey::Kind, const ObjectName&) const { refuse(); }
std::vector<std::string> NoCatalog::column_names(const StoredObject&) const { refuse(); }
std::vector<PointingKey> NoCatalog::foreign_keys_into(const ObjectName&) const { refuse(); }
std::vector<std::string> NoCatalog::views_on(const ObjectName&) const { refuse(); }
Rows NoCatalog::query(const std::string&) const { refuse(); }

}  // namespace ebbtide
