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

/// Which tables are read, by their whole names.
struct SomeTables {
  std::vector<sql::Name> names;
  bool grants = true;  ///< those too that are about them
};

/// Tables alone with what is part of them, whatever schemas they are in: for who knows that no
/// program hangs on them. What they use is not told. A text is the same as where everything is
/// read.
schema::Schema read_tables(Connection& connection, const Defaults& defaults,
                           const SomeTables& tables, const std::vector<sql::Name>& own);

}  // namespace ebbtide
