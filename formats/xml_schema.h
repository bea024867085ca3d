#pragma once

#include <string_view>

#include "changelog/node.h"

namespace ebbtide {

/// Whether a place that xsi:schemaLocation names is a schema of changelogs that Liquibase 4.28
/// carries. Others it would have to fetch, which it refuses.
bool is_known_schema(std::string_view location);

/// The version of a known schema, as 408 for 4.8; the newest for `latest`.
constexpr int newest_schema = 9999;
int schema_version(std::string_view location);

/// Marks the attributes of changes that may be unknown, as the schemas 3.6 to 3.10 let any stand in
/// most of them; Liquibase leaves out those it does not know.
void mark_optional_attributes(Node& root, int version);

/// Notes as problems of the document where its elements do not stand as the schema has them: their
/// order in databaseChangeLog and changeSet, attributes that must be there, text where only
/// elements can be, elements and attributes that this version does not know. What change types know
/// themselves is not looked at here. To be called behind mark_optional_attributes.
void check_schema(Document& document, int version);

}  // namespace ebbtide
