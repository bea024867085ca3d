#include "schema/moving.h"

#include <algorithm>

namespace ebbtide::schema {
namespace {

class Mover {
 public:
  explicit Mover(const Places& places) : places_(places) {}

  void move(std::string& place) const {
    const auto found = std::find_if(places_.begin(), places_.end(),
                                    [&](const auto& one) { return one.first == place; });
    if (found != places_.end()) place = found->second;
  }
  void move(Schema& schema) const {
    for (Namespace& one : schema.schemas) move(one.name);
    for (Extension& one : schema.extensions) move(one.place);
    move_all(schema.types);
    move_all(schema.sequences);
    move_all(schema.views);
    move_all(schema.routines);
    move_all(schema.programs);
    move_all(schema.tables);
    move_all(schema.untold);
    for (Grant& one : schema.grants) move(one.object.place);
    for (Table& table : schema.tables) {
      for (Name& parent : table.parents) move(parent.place);
      for (ForeignKey& key : table.foreign_keys) move(key.referenced.place);
    }
  }

 private:
  template <class Object>
  void move_all(std::vector<Object>& objects) const {
    for (Object& one : objects) move(one.name.place);
  }

  const Places& places_;
};

}  // namespace

void move_places(Schema& schema, const Places& places) { Mover(places).move(schema); }

}  // namespace ebbtide::schema
