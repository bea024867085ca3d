#pragma once

#include "lint/findings.h"

namespace ebbtide::lint {

/// Judges everything in a scene, in the order of its subjects, with all rules that count. Findings
/// are in the order of file, line, column and rule, each once. Goes on with the scene's state.
std::vector<Finding> judge(Scene& scene);

}  // namespace ebbtide::lint
