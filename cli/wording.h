#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace ebbtide {

/// Whose words the program speaks where its own differ from Liquibase's. Pipelines, containers and
/// wait loops look for lines of Liquibase; called by its name, or with --liquibase-messages, the
/// program writes them to the letter and on the streams where Liquibase does. What is the same in
/// both is not here, but stands where it is said.
enum class Wording { own, liquibase };

/// The wording that belongs to the name a program was called by: `/usr/bin/liquibase`.
Wording wording_of_name(std::string_view program);

/// What is said on standard error before anything is read: nothing in our words.
std::vector<std::string> lines_of_start(Wording wording);
/// `Liquibase command 'update' was executed successfully.`
std::string line_of_success(Wording wording, std::string_view command);
/// `Liquibase: Update has been successful. Rows affected: 5`
std::string line_of_update(Wording wording, std::string_view word, long long rows);
/// Where should-run is false.
std::string line_of_no_run(Wording wording);
/// What is said behind our own lines about an error: nothing in our words.
std::vector<std::string> lines_of_failure(Wording wording, const Error& error);
/// The line of --version that tools compare versions by, in both wordings.
std::string line_of_version();

}  // namespace ebbtide
