#include "schema/model.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "text/ascii.h"

namespace ebbtide::schema {
namespace {

constexpr std::array kinds{
    std::pair{Kind::schema, std::string_view("schema")},
    std::pair{Kind::extension, std::string_view("extension")},
    std::pair{Kind::type, std::string_view("type")},
    std::pair{Kind::domain, std::string_view("domain")},
    std::pair{Kind::sequence, std::string_view("sequence")},
    std::pair{Kind::table, std::string_view("table")},
    std::pair{Kind::column, std::string_view("column")},
    std::pair{Kind::primary_key, std::string_view("primary key")},
    std::pair{Kind::unique, std::string_view("unique constraint")},
    std::pair{Kind::foreign_key, std::string_view("foreign key")},
    std::pair{Kind::check, std::string_view("check")},
    std::pair{Kind::exclusion, std::string_view("exclusion")},
    std::pair{Kind::index, std::string_view("index")},
    std::pair{Kind::view, std::string_view("view")},
    std::pair{Kind::materialized_view, std::string_view("materialized view")},
    std::pair{Kind::function, std::string_view("function")},
    std::pair{Kind::procedure, std::string_view("procedure")},
    std::pair{Kind::aggregate, std::string_view("aggregate")},
    std::pair{Kind::trigger, std::string_view("trigger")},
    std::pair{Kind::event, std::string_view("event")},
    std::pair{Kind::rule, std::string_view("rule")},
    std::pair{Kind::policy, std::string_view("policy")},
    std::pair{Kind::statistics, std::string_view("statistics")},
    std::pair{Kind::grant, std::string_view("grant")},
    std::pair{Kind::other, std::string_view("object")},
};

/// Places before names, then what tells two of one name apart.
template <class Object>
auto place_in_order(const Object& object) {
  if constexpr (requires { object.arguments; }) {
    return std::tie(object.name.place, object.name.name, object.arguments);
  } else if constexpr (requires { object.table; }) {
    return std::tie(object.name.place, object.table, object.name.name, object.kind);
  } else {
    return std::tie(object.name.place, object.name.name);
  }
}

template <class Object>
void sort_by_name(std::vector<Object>& objects) {
  std::sort(objects.begin(), objects.end(), [](const Object& a, const Object& b) {
    if constexpr (requires { a.name.place; }) {
      return place_in_order(a) < place_in_order(b);
    } else {
      return a.name < b.name;
    }
  });
}

/// In a list that is sorted.
template <class Object>
const Object* find(const std::vector<Object>& objects, const Name& name) {
  const auto found = std::lower_bound(
      objects.begin(), objects.end(), name, [](const Object& object, const Name& wanted) {
        return std::tie(object.name.place, object.name.name) < std::tie(wanted.place, wanted.name);
      });
  return found != objects.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

std::string_view to_text(Kind kind) {
  const auto* const row =
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.first == kind; });
  return row->second;
}

const Column* Table::column(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column& one) { return one.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

const Column* Table::column_like(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& one) {
    return equals_ignoring_case(one.name, column);
  });
  return found == columns.end() ? nullptr : &*found;
}

const Table* Schema::table(const Name& name) const { return find(tables, name); }
const View* Schema::view(const Name& name) const { return find(views, name); }
const Sequence* Schema::sequence(const Name& name) const { return find(sequences, name); }

void Schema::sort() {
  sort_by_name(schemas);
  sort_by_name(extensions);
  sort_by_name(types);
  sort_by_name(sequences);
  sort_by_name(tables);
  sort_by_name(views);
  sort_by_name(routines);
  sort_by_name(programs);
  std::sort(untold.begin(), untold.end(), [](const Untold& a, const Untold& b) {
    return std::tie(a.sort, a.name.place, a.name.name) <
           std::tie(b.sort, b.name.place, b.name.name);
  });
  std::sort(grants.begin(), grants.end(), [](const Grant& a, const Grant& b) {
    return std::tie(a.on, a.object.place, a.object.name, a.part, a.rights) <
           std::tie(b.on, b.object.place, b.object.name, b.part, b.rights);
  });
}

}  // namespace ebbtide::schema
