// A wanted schema is compared as a database, so that there is no second reader of SQL that knows
// less than the server: the statements are run on a scratch database, and that one is read.
//
//   session, transaction   run in place, left out: what a dump tool sets for the session, such as
//                          checks of bodies or of foreign keys, it sets for a reason; BEGIN and
//                          COMMIT would make one failure everybody's
//   definitions            run; one that fails waits, and all that wait are tried again as long as
//                          another one has come through meanwhile: that is an order in which they
//                          can be made, if there is one
//   all else               refused, before anything runs: rows are no schema
//
// A scratch database is furnished with the schemas and extensions of the one beside it. Here they
// are taken away first, for the files have to say all that is wanted.
#include "operations/declared_schema.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "database/drivers.h"
#include "database/facts.h"
#include "operations/schema_reading.h"
#include "operations/scratch_place.h"
#include "operations/update.h"
#include "operations/warnings_alone.h"
#include "sql/dump_text.h"
#include "sql/splitter.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/source.h"

namespace ebbtide {
namespace {

struct Definition {
  std::string sql;
  Position where;
};

/// What the files say, taken apart and judged.
class Declaration {
 public:
  Declaration(const Files& files, const sql::Syntax& syntax) : files_(files), syntax_(syntax) {}

  std::vector<Definition> read(const std::string& path) {
    std::vector<std::string> paths{path};
    if (!files_.exists(path)) {
      paths = files_.list(path, {.ends_with = ".sql"});
      std::sort(paths.begin(), paths.end());
    }
    if (paths.empty()) throw Error(files_.not_found(path));
    for (const std::string& one : paths) read_file(one);
    if (!problems_.empty()) throw ValidationFailed(std::move(problems_));
    return std::move(definitions_);
  }

 private:
  void read_file(const std::string& path) {
    const std::string text = files_.read_text(path);
    const Source source(path, text);
    std::istringstream input(text);
    SqlSplitter splitter(input, syntax_, {});
    while (auto statement = splitter.next())
      take(sql::without_client_commands(*statement, syntax_), source.position(splitter.begin()));
  }

  void take(std::string statement, Position where) {
    const sql::Look look = sql::look_at(statement, syntax_);
    const bool is_of_session =
        look.kind == sql::Kind::session || sql::only_sets(statement, syntax_);
    const bool is_left_out =
        look.kind == sql::Kind::nothing || look.kind == sql::Kind::transaction ||
        sql::only_moves_sequence(statement, syntax_) || look.has(sql::Trait::locks_tables) ||
        look.has(sql::Trait::frees_tables);
    if (is_left_out) return;
    if (look.kind == sql::Kind::definition || is_of_session) {
      definitions_.push_back({std::move(statement), std::move(where)});
      return;
    }
    problems_.push_back({std::move(where),
                         "this defines nothing, and only what defines a schema can be said here; "
                         "take it out",
                         ""});
  }

  const Files& files_;
  const sql::Syntax& syntax_;
  std::vector<Definition> definitions_;
  std::vector<Problem> problems_;
};

/// Takes away what the scratch database was furnished with.
void clear(OpenDatabase& scratch, const Files& files) {
  schema::Scope all;
  all.all = true;
  const schema::Schema there = schema_of(scratch, all, files);
  const Facts& facts = scratch.names().facts();
  const auto drop = [&](const std::string& what, const std::string& name) {
    scratch.connection().execute({"DROP " + what + " IF EXISTS " +
                                  quoted(name, Quoting::quote_all_objects, facts) + " CASCADE"});
  };
  for (const schema::Extension& one : there.extensions) drop("EXTENSION", one.name);
  for (const schema::Namespace& one : there.schemas) {
    if (one.name != there.origin.default_schema) drop("SCHEMA", one.name);
  }
}

/// Runs what can be run, in whatever order that is.
void play(std::vector<Definition> waiting, Connection& connection,
          const Interruption& interruption) {
  std::vector<Problem> problems;
  for (bool has_come_on = true; has_come_on && !waiting.empty();) {
    std::vector<Definition> failed;
    problems.clear();
    for (Definition& one : waiting) {
      interruption.check();
      try {
        connection.execute({one.sql});
      } catch (const ConnectionLost&) {
        throw;
      } catch (const DatabaseError& error) {
        problems.push_back({one.where, error.what(), ""});
        failed.push_back(std::move(one));
      }
    }
    has_come_on = failed.size() < waiting.size();
    waiting = std::move(failed);
  }
  if (!problems.empty()) throw ValidationFailed(std::move(problems));
}

/// Makes a scratch database beside another one, and has it filled and read.
schema::Schema schema_on_scratch(OpenDatabase& server, const schema::Scope& scope,
                                 const Files& files, const Surroundings& with,
                                 const std::function<void(OpenDatabase&)>& fill) {
  const ScratchPlace place(server, "", true, with);
  OpenDatabase scratch(stand_in(server.options(), place.url()), with.interruption);
  clear(scratch, files);
  fill(scratch);
  scratch.reconnect();  // what was set for the session must not colour the reading
  return schema_of(scratch, scope, files);
}

/// Where a scratch database can be made for a side that has no server beside it.
DatabaseUrl server_url(OpenDatabase& side, const std::string& named) {
  const std::string kind = side.dbms();
  const std::string given = named.empty() ? std::string(url_without_server(kind)) : named;
  if (given.empty())
    throw UsageError("no server is named that could make " + side.url().given +
                     " real: say one with --scratch-url");
  DatabaseUrl url = DatabaseUrl::parse(given);
  if (!equals_ignoring_case(url.kind, kind))
    throw UsageError("--scratch-url names a database of " + url.kind + ", and " + side.url().given +
                     " is for " + kind);
  return url;
}

}  // namespace

schema::Schema declared_schema(const std::string& path, const schema::Scope& scope,
                               OpenDatabase& server, const Files& files, const Surroundings& with) {
  std::vector<Definition> definitions =
      Declaration(files, server.names().facts().syntax).read(path);
  return schema_on_scratch(server, scope, files, with, [&](OpenDatabase& scratch) {
    play(std::move(definitions), scratch.connection(), with.interruption);
  });
}

schema::Schema changelog_schema(const std::string& changelog, const std::optional<std::string>& tag,
                                const ReadChangelogFor& read, const schema::Scope& scope,
                                OpenDatabase& server, const Files& files,
                                const Surroundings& with) {
  return schema_on_scratch(server, scope, files, with, [&](OpenDatabase& scratch) {
    WarningsAlone warnings(with.observer);
    UpdateOptions options;
    options.limit.tag = tag;
    const Project project = read(scratch, changelog);
    const UpdateReport report = update(project, scratch, options, {warnings, with.interruption});
    if (!report.plan.found_tag)
      throw UsageError("no changeset of " + changelog + " sets the tag '" + *tag + "'");
  });
}

bool is_declared(OpenDatabase& database) {
  const DatabaseUrl& url = database.url();
  return database.is_offline() && (url.parameter("sql") || url.parameter("changelog"));
}

ReadSnapshot read_any(OpenDatabase& side, OpenDatabase* other, const schema::Scope& scope,
                      const DeclaredOptions& options, const Files& files,
                      const Surroundings& with) {
  if (!is_declared(side)) return read_side(side, scope, files);
  std::optional<OpenDatabase> named;
  if (!options.scratch.empty() || other == nullptr || other->is_offline())
    named.emplace(stand_in(side.options(), server_url(side, options.scratch)), with.interruption);
  OpenDatabase& server = named ? *named : *other;
  ReadSnapshot read;
  if (const auto path = side.url().parameter("sql"))
    read.schema = declared_schema(*path, scope, server, files, with);
  else
    read.schema = changelog_schema(*side.url().parameter("changelog"), side.url().parameter("tag"),
                                   options.read, scope, server, files, with);
  // Where it was made real for a moment is nobody's matter.
  schema::Origin& origin = read.schema.origin;
  origin.user.clear();
  origin.url = side.url().given;
  origin.catalog = named ? "" : server.names().defaults().catalog;
  return read;
}

}  // namespace ebbtide
