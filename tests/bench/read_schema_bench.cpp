// How long it takes to read the schema of a database of many tables, and how much memory. The
// database of the URL is to be empty: the tables are made first, unless it has some.
// Usage: bench_read_schema URL TABLES

#include <sys/resource.h>

#include <chrono>
#include <iostream>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "database/read_schema.h"

namespace {

using Clock = std::chrono::steady_clock;

/// Tables of eight columns with a key, a foreign key, a check and two indexes; a view for each
/// fifth.
void make_tables(ebbtide::Connection& connection, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string table = "t" + std::to_string(i);
    const std::string parent = i == 0 ? "" : "t" + std::to_string(i - 1);
    connection.execute(
        {"CREATE TABLE " + table +
         " (id integer NOT NULL PRIMARY KEY, code varchar(20) DEFAULT 'x' NOT NULL, price "
         "numeric(10,2), made timestamp DEFAULT CURRENT_TIMESTAMP, note text, size integer, kind "
         "smallint DEFAULT 0, parent integer, CONSTRAINT c" +
         std::to_string(i) + " CHECK (size > 0)" +
         (parent.empty() ? ""
                         : ", CONSTRAINT f" + std::to_string(i) +
                               " FOREIGN KEY (parent) REFERENCES " + parent + " (id)") +
         ")"});
    connection.execute({"CREATE INDEX i" + std::to_string(i) + " ON " + table + " (code, price)"});
    connection.execute({"CREATE UNIQUE INDEX u" + std::to_string(i) + " ON " + table + " (size)"});
    if (i % 5 == 0)
      connection.execute({"CREATE VIEW v" + std::to_string(i) + " AS SELECT id, code FROM " +
                          table + " WHERE kind = 1"});
  }
}

double seconds_of(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double used(int who, timeval rusage::*which) {
  rusage usage{};
  getrusage(who, &usage);
  return static_cast<double>((usage.*which).tv_sec) +
         static_cast<double>((usage.*which).tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "Usage: bench_read_schema URL TABLES\n";
    return 2;
  }
  const auto connection =
      ebbtide::connect(ebbtide::DatabaseUrl::parse(argv[1]), [](const std::string&) {});
  const ebbtide::Defaults defaults = connection->defaults();
  if (ebbtide::read_schema(*connection, defaults, {}, {}).tables.empty())
    make_tables(*connection, std::stoi(argv[2]));
  const auto begin = Clock::now();
  const double before = used(RUSAGE_SELF, &rusage::ru_utime);
  const auto schema = ebbtide::read_schema(*connection, defaults, {}, {});
  const double wall = seconds_of(begin), own = used(RUSAGE_SELF, &rusage::ru_utime) - before;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << schema.tables.size() << " tables in " << wall << " s, " << own << " s of them here, "
            << usage.ru_maxrss / 1024 << " MB\n";
}
