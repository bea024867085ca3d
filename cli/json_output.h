#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/request.h"

namespace ebbtide {

/// Whether the user asked for `--format json`. Throws UsageError for a format nobody knows.
bool wants_json(const Request& request);

/// JSON on one line, or with an indent of 0 or more on several, in which nothing commands a
/// terminal or a CI server.
std::string json_text(const nlohmann::ordered_json& value, int indent);
void write_json(Request& request, const nlohmann::ordered_json& value);

nlohmann::ordered_json json_of(const ChangeSetId& id);
/// The text, or null where it is absent.
nlohmann::ordered_json json_of(const Text& text);

}  // namespace ebbtide
