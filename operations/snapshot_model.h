#pragma once

#include <nlohmann/json_fwd.hpp>

#include "schema/model.h"

namespace ebbtide {

/// A schema with all that is known of it, in a form of ours. Read back it is the same.
nlohmann::json json_of(const schema::Schema& schema);
/// Members nobody knows are passed over, and what is not there is as it usually is.
schema::Schema schema_of(const nlohmann::json& json);

}  // namespace ebbtide
