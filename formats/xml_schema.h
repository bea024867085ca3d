#pragma once

#include <string_view>

#include "changelog/node.h"

namespace ebbtide {

/// Whether a place that xsi:schemaLocation names is a schema of changelogs that Liquibase 4.28
/// carries. Others it would have to fetch, which it refuses.
bool is_known_schema(std::string_view location);

/// Whether the schema lets any attribute stand in changes, as 3.6 to 3.10 do; Liquibase leaves out
/// those it does not know.
bool lets_any_attribute(std::string_view location);

/// Marks the attributes of changes that may be unknown.
void mark_optional_attributes(Node& root);

/// Notes as problems of the document where its elements do not stand as the schema has them:
/// their order in databaseChangeLog and changeSet, attributes that must be there, text where only
/// elements can be. What change types know themselves is not looked at here.
void check_schema(Document& document);

}  // namespace ebbtide
