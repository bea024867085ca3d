#include "database/sqlite/reach.h"

#include <array>

namespace ebbtide {
namespace {

constexpr std::array rules{
    ReachRule{"attach", "it opens another file"},
    ReachRule{"vacuum ... into", "it writes another file"},
    ReachRule{"call:load_extension|writefile", "it reaches beyond the file"},
};

}  // namespace

std::span<const ReachRule> sqlite_reach() { return rules; }

}  // namespace ebbtide
