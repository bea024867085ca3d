#pragma once

#include <nlohmann/json_fwd.hpp>

#include "schema/model.h"

namespace ebbtide {

/// The members `database`, `objects` and `snapshotControl` of a snapshot as Liquibase writes and
/// reads it: what its form can say of a schema. Numbers of objects count from 1, so that equal
/// schemas have equal texts.
nlohmann::json liquibase_form(const schema::Schema& schema);

/// What such members say. Types are those of the server again, defaults are expressions.
schema::Schema schema_of_liquibase_form(const nlohmann::json& snapshot);

}  // namespace ebbtide
