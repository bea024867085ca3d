#pragma once

#include <string>

#include "schema/model.h"

namespace ebbtide {

/// A snapshot for people: each kind under the name of its class in Liquibase, objects by their
/// names, each with its properties; kinds that Liquibase does not know behind.
std::string text_of_snapshot(const schema::Schema& schema);

}  // namespace ebbtide
