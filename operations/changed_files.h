#pragma once

#include "changelog/files.h"
#include "lint/scene.h"

namespace ebbtide {

/// Leaves out of what is judged the files of SQL that a release has already, whose own subjects are
/// the first `released` of the scene. A migration that was edited, removed, or has a lower version
/// than one that is released is told among the scene's released edits. Judged again is what runs
/// again: a repeatable migration that was changed, and of a script that was changed the statements
/// that it did not have. Throws Error where a file cannot be read.
void leave_out_released_files(lint::Scene& scene, std::size_t released, const Files& now,
                              const Files& then);

}  // namespace ebbtide
