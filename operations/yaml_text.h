#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace ebbtide {

/// JSON as YAML in blocks, as Liquibase's files have it. Every text that YAML would take for
/// something else stands in quotes.
std::string yaml_text(const nlohmann::json& value);
/// The other way round: numbers and moments stay texts. Throws Error for what is no YAML.
nlohmann::json json_of_yaml(const std::string& text, const std::string& file);

}  // namespace ebbtide
