#pragma once

#include "cli/text_output.h"
#include "operations/compare.h"

namespace ebbtide {

/// Writes a comparison as Liquibase does. Kinds of objects that it does not know come behind its
/// own, where they differ.
void write_diff(TextOutput& out, const SchemaReport& report, const schema::Filter& filter);

}  // namespace ebbtide
