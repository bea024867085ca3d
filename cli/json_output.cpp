#include "cli/json_output.h"

namespace ebbtide {

bool wants_json(const Workspace& workspace) {
  return workspace.settings().choice("format") == "JSON";
}

void write_json(Workspace& workspace, const nlohmann::ordered_json& value) {
  workspace.console().out() << value.dump(2, ' ', false,
                                          nlohmann::ordered_json::error_handler_t::replace)
                            << "\n"
                            << std::flush;
}

nlohmann::ordered_json json_of(const ChangeSetId& id) {
  return {{"path", id.path}, {"id", id.id}, {"author", id.author}};
}

nlohmann::ordered_json json_of(const Text& text) {
  return text ? nlohmann::ordered_json(*text) : nlohmann::ordered_json();
}

}  // namespace ebbtide
