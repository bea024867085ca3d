// Which words are reserved is a fact of each database: those that a server refuses as the name of a
// table or a column. PostgreSQL's are the reserved ones of its grammar, also those that may still
// be a function or type (`left`), which a column has to quote all the same. MySQL and MariaDB share
// most and have some alone: MariaDB has not followed MySQL 8, where window functions made words
// like `rank`, `row` and `system` reserved. SQLite takes most words where they can mean nothing
// else.
#include "lint/reserved_words.h"

#include <set>
#include <string_view>
#include <vector>

#include "lint/scene.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

constexpr std::string_view of_postgresql =
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast "
    "check collate collation column concurrently constraint create cross current_catalog "
    "current_date current_role current_schema current_time current_timestamp current_user "
    "default deferrable desc distinct do else end except false fetch for foreign freeze from "
    "full grant group having ilike in initially inner intersect into is isnull join lateral "
    "leading left like limit localtime localtimestamp natural not notnull null offset on only "
    "or order outer overlaps placing primary references returning right select session_user "
    "similar some symmetric table tablesample then to trailing true union unique user using "
    "variadic verbose when where window with";
constexpr std::string_view of_mysql =
    "accessible add all alter analyze and as asc asensitive before between bigint binary blob "
    "both by call cascade case change char character check collate column condition "
    "constraint continue convert create cross current_date current_time current_timestamp "
    "current_user cursor databases day_hour day_microsecond day_minute day_second dec decimal "
    "declare default delayed delete desc describe deterministic distinct distinctrow div "
    "double drop dual each else elseif enclosed escaped except exists exit explain false "
    "fetch float float4 float8 for force foreign from fulltext grant group having "
    "high_priority hour_microsecond hour_minute hour_second if ignore in index infile inner "
    "inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into is "
    "iterate join key keys kill leading leave left like limit linear lines load localtime "
    "localtimestamp lock long longblob longtext loop low_priority "
    "master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext middleint "
    "minute_microsecond minute_second mod modifies natural no_write_to_binlog not null "
    "numeric on optimize optionally or order out outer outfile over partition precision "
    "primary procedure purge range read read_write reads real recursive references regexp "
    "release rename repeat replace require resignal restrict return revoke right rlike "
    "row_number rows schemas second_microsecond select sensitive separator set show signal "
    "smallint spatial specific sql sql_big_result sql_calc_found_rows sql_small_result "
    "sqlexception sqlstate sqlwarning ssl starting straight_join table terminated then "
    "tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned "
    "update usage use using utc_date utc_time utc_timestamp values varbinary varchar "
    "varcharacter varying when where while with write xor year_month zerofill";
/// Those of MySQL 8 that MariaDB does not have.
constexpr std::string_view of_mysql_alone =
    "cube cume_dist database dense_rank empty first_value function generated get grouping "
    "groups io_after_gtids io_before_gtids json_table lag last_value lateral lead master_bind "
    "nth_value ntile of optimizer_costs option percent_rank rank row schema stored system "
    "virtual window";
/// Those of MariaDB that MySQL does not have.
constexpr std::string_view of_mariadb_alone =
    "current_role delete_domain_id do_domain_ids ignore_domain_ids offset page_checksum "
    "parse_vcol_expr portion ref_system_id returning stats_auto_recalc stats_persistent "
    "stats_sample_pages";
constexpr std::string_view of_sqlite =
    "add all alter and as autoincrement between case check collate commit constraint create "
    "default deferrable delete distinct drop else escape except exists foreign from group "
    "having if in index insert intersect into is isnull join limit not nothing notnull null "
    "on or order primary references returning select set table then to transaction union "
    "unique update using values when where";

using Words = std::set<std::string_view>;

Words words_of(std::string_view list) {
  const std::vector<std::string_view> words = split(list, ' ');
  return {words.begin(), words.end()};
}

}  // namespace

bool is_reserved_word(std::string_view name, const Scene& scene) {
  const std::string word = lower(name);
  static const Words postgresql = words_of(of_postgresql), sqlite = words_of(of_sqlite),
                     both_mysql = words_of(of_mysql), mysql = words_of(of_mysql_alone),
                     mariadb = words_of(of_mariadb_alone);
  if (scene.is_on(Databases::postgresql)) return postgresql.contains(word);
  if (scene.is_on(Databases::sqlite)) return sqlite.contains(word);
  return both_mysql.contains(word) ||
         (scene.is_on(Databases::mysql) ? mysql : mariadb).contains(word);
}

}  // namespace ebbtide::lint
