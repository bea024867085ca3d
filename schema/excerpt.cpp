#include "schema/excerpt.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ebbtide::schema {
namespace {

/// Whether objects are about one of some tables.
class About {
 public:
  explicit About(const std::vector<Name>& tables) : tables_(tables) {}

  bool operator()(const Table& table) const { return has(table.name); }
  bool operator()(const Program& one) const { return has({one.name.place, one.table}); }
  bool operator()(const Grant& one) const {
    return (one.on == Kind::table || one.on == Kind::column) && has(one.object);
  }
  bool operator()(const Sequence& one) const {
    return one.owned_by && std::any_of(tables_.begin(), tables_.end(), [&](const Name& table) {
             return one.name.place == table.place && one.owned_by->starts_with(table.name + ".");
           });
  }

 private:
  bool has(const Name& name) const {
    return std::find(tables_.begin(), tables_.end(), name) != tables_.end();
  }

  const std::vector<Name>& tables_;
};

template <class Object>
void copy_about(const About& about, const std::vector<Object>& from, std::vector<Object>& to) {
  std::copy_if(from.begin(), from.end(), std::back_inserter(to), about);
}

template <class Object>
void replace_about(const About& about, std::vector<Object>& objects, std::vector<Object>& by) {
  std::erase_if(objects, about);
  std::move(by.begin(), by.end(), std::back_inserter(objects));
}

}  // namespace

Schema excerpt_of(const Schema& schema, const std::vector<Name>& tables) {
  const About about(tables);
  Schema excerpt;
  excerpt.origin = schema.origin;
  copy_about(about, schema.tables, excerpt.tables);
  copy_about(about, schema.sequences, excerpt.sequences);
  copy_about(about, schema.programs, excerpt.programs);
  copy_about(about, schema.grants, excerpt.grants);
  return excerpt;
}

void replace_excerpt(Schema& schema, const std::vector<Name>& tables, Schema excerpt) {
  const About about(tables);
  replace_about(about, schema.tables, excerpt.tables);
  replace_about(about, schema.sequences, excerpt.sequences);
  replace_about(about, schema.programs, excerpt.programs);
  replace_about(about, schema.grants, excerpt.grants);
  schema.sort();
}

}  // namespace ebbtide::schema
