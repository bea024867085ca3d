#pragma once

#include <string>

#include "cli/settings.h"

namespace ebbtide {

/// Whether an option says what `config` is to show, and is none of what it shows.
bool is_about_config(const Option& option);

/// What giving an option does here, in words: `works`, `no effect here`, `refused`; or why its
/// value is none.
std::string judgement_of(const Option& option, const std::string& value);

/// Where a value comes from, in words: `command line`, `variable LIQUIBASE_COMMAND_URL`,
/// `liquibase.properties:3`.
std::string origin_of(const Settings::Given& given);

/// The value as it may be shown: without passwords, also those that stand in a URL, and of a
/// command only its first word.
std::string shown_value(const Option& option, const std::string& value);

}  // namespace ebbtide
