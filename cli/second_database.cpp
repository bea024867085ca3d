#include "cli/second_database.h"

#include "cli/config/password.h"
#include "cli/operation_options.h"
#include "operations/await_database.h"

namespace ebbtide {
namespace {

DatabaseUrl reference_url(Request& request) {
  const Settings& settings = request.settings();
  DatabaseUrl url = settings.made_from(
      "reference-url", [&] { return DatabaseUrl::parse(settings.required("reference-url")); });
  if (!settings.text("reference-driver-properties-file").empty())
    add_driver_properties(url, settings, "reference-driver-properties-file");
  if (const auto user = settings.get("reference-username")) url.user = *user;
  if (const auto password = settings.get("reference-password")) url.password = *password;
  if (can_ask() && !settings.flag("headless") && lacks_password(url))
    url.password = asked_password(url.shown(), request.surroundings().interruption);
  return url;
}

}  // namespace

std::unique_ptr<OpenDatabase> open_reference(Request& request) {
  const Settings& settings = request.settings();
  DatabaseOptions options = database_options(settings, reference_url(request));
  options.default_schema = settings.get("reference-default-schema-name");
  options.default_catalog = settings.get("reference-default-catalog-name");
  options.tracking.schema = settings.text("reference-liquibase-schema-name");
  options.tracking.catalog = settings.text("reference-liquibase-catalog-name");
  options.warn = [&request](const std::string& message) { request.console().warning(message); };
  return std::make_unique<OpenDatabase>(std::move(options), request.surroundings().interruption);
}

}  // namespace ebbtide
