#pragma once

#include "database/connection.h"
#include "schema/model.h"

namespace ebbtide {

/// Everything that a database consists of, read by a fixed number of questions to its catalogs,
/// over one snapshot of them where the server has one; so it is to be asked outside of a
/// transaction. Texts name objects of the default schema without it: so equal objects of two
/// schemas have equal texts, and a statement makes its object wherever it runs. The tables of our
/// own and of Liquibase's bookkeeping are left out whatever they are called: `own` has their names.
/// Objects of extensions are the extension's and not told. Nothing stops it at one object that is
/// odd: what is not known is text. Throws DatabaseError where the catalogs cannot be read.
schema::Schema read_schema(Connection& connection, const Defaults& defaults,
                           const schema::Scope& scope, const std::vector<sql::Name>& own);

/// Which tables are read, by their whole names, and what is read besides of what is about them.
struct SomeTables {
  std::vector<sql::Name> names;
  bool programs = true;
  bool grants = true;
};

/// What is about some tables alone (schema/excerpt.h), whatever schemas they are in. Where the
/// database can be asked for that it costs less than everything; otherwise as read_schema.
schema::Schema read_tables(Connection& connection, const Defaults& defaults,
                           const SomeTables& tables, const std::vector<sql::Name>& own);

}  // namespace ebbtide
