#pragma once

#include <optional>
#include <string>

#include "formats/element.h"

namespace ebbtide {

/// A whole changelog in XML, as Liquibase lays it out: its root has version 1.1 and the newest
/// schema, four blanks a level, attributes sorted by name on one line.
std::string xml_of(const Element& root);
/// One entry of it, such as a changeset, as lines that begin with `indent`; each level below has
/// `step` more.
std::string xml_of(const Element& entry, const std::string& indent,
                   const std::string& step = "    ");

/// What no schema of changelogs lets XML say, as `sqlFile has no attribute 'comment'`; nothing
/// where all of it can be said.
std::optional<std::string> unsaid_in_xml(const Element& entry);

}  // namespace ebbtide
