#include "database/postgresql/reach.h"

#include <array>

namespace ebbtide {
namespace {

constexpr std::string_view server = "it is about the whole server";
constexpr std::string_view files = "it reaches files and programs of the server";

constexpr std::array rules{
    ReachRule{"create|alter|drop user mapping", ""},
    ReachRule{"create|alter|drop role|user|group", server, true},
    ReachRule{"create|drop database|tablespace", server},
    ReachRule{"alter database|tablespace", server, true},
    ReachRule{"create|alter|drop subscription", server},
    ReachRule{"alter system", server},
    ReachRule{"comment on database|role|tablespace|subscription", server, true},
    ReachRule{"security label ... on database|role|tablespace|subscription", server, true},
    ReachRule{"grant|revoke ... on database|tablespace|parameter", server, true},
    ReachRule{"grant|revoke !on", "it is about roles, which are of the whole server", true},
    ReachRule{"reassign|drop owned", server, true},
    ReachRule{"insert|update|delete ... pg_authid|pg_auth_members|pg_database|pg_tablespace|"
              "pg_db_role_setting|pg_shdescription|pg_shseclabel|pg_parameter_acl",
              server, true},
    ReachRule{"prepare transaction", "it leaves a transaction on the server"},
    ReachRule{"copy ... program", files},
    ReachRule{"copy ... to '", files},
    ReachRule{"load", "it loads a library into the server"},
    ReachRule{"call:dblink|dblink_connect|dblink_connect_u|dblink_exec|dblink_open|"
              "dblink_send_query",
              "it reaches another server or database"},
    ReachRule{"call:lo_export|pg_file_write|pg_file_rename|pg_file_unlink|pg_file_sync", files},
    ReachRule{"call:pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|"
              "pg_switch_wal|pg_create_restore_point|pg_promote|pg_wal_replay_pause|"
              "pg_wal_replay_resume|pg_create_physical_replication_slot|"
              "pg_create_logical_replication_slot|pg_drop_replication_slot|"
              "pg_replication_origin_create|pg_replication_origin_drop|pg_stat_reset_shared",
              server},
};

}  // namespace

std::span<const ReachRule> postgresql_reach() { return rules; }

}  // namespace ebbtide
