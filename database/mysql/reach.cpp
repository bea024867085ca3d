#include "database/mysql/reach.h"

#include <array>

namespace ebbtide {
namespace {

constexpr std::string_view server = "it is about the whole server";
constexpr std::string_view accounts =
    "it is about accounts and their rights, which are of the whole server";
constexpr std::string_view files = "it reaches files of the server";

/// None of these is taken back by the end of a transaction.
constexpr std::array rules{
    ReachRule{"use", "it changes to another database"},
    ReachRule{"create|alter|drop|rename user|role", accounts},
    ReachRule{"create or replace user|role", accounts},
    ReachRule{"grant|revoke", accounts},
    ReachRule{"set password", accounts},
    ReachRule{"set default role", accounts},
    ReachRule{"set ... global|persist|persist_only", server},
    ReachRule{"create|alter|drop database|schema|server|tablespace|logfile|instance|resource|undo",
              server},
    ReachRule{"create or replace database|schema|server", server},
    ReachRule{"create|drop spatial reference", server},
    ReachRule{"create ... function ... soname", server},
    ReachRule{"install|uninstall|flush|reset|purge|kill|shutdown|restart|clone|change|start|stop|"
              "binlog|cache|backup",
              server},
    ReachRule{"lock|unlock instance", server},
    ReachRule{"xa", "it leaves a transaction on the server"},
    ReachRule{"select ... into outfile|dumpfile", files},
    ReachRule{"call:sys_exec|sys_eval", files},
};

}  // namespace

std::span<const ReachRule> mysql_reach() { return rules; }

}  // namespace ebbtide
