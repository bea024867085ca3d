#pragma once

#include <memory>
#include <string>
#include <vector>

#include "changelog/precondition.h"

namespace ebbtide {

/// Why a precondition does not hold, for the user; empty where it does.
using Failures = std::vector<std::string>;

/// No reason where it holds.
inline Failures fails_unless(bool holds, std::string message) {
  return holds ? Failures{} : Failures{std::move(message)};
}

/// For `create` of a kind.
/// How a PreconditionType makes its preconditions.
template <class T>
std::unique_ptr<Precondition> make() {
  return std::make_unique<T>();
}

/// A precondition about something in a schema, the default one where none is given. Names are
/// compared as the changeset's quoting has it.
struct ObjectPrecondition : Precondition {
  Text catalog, schema;
  ObjectName named(const Text& name, const CheckContext& context) const {
    return {catalog.or_empty(), schema.or_empty(), name.or_empty(), context.names.quoting()};
  }
};

}  // namespace ebbtide
