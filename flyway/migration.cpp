// What a script and a row are, and in which order scripts run: versions by their numbers, and
// behind them repeatables by their descriptions in Java's order, which is that of UTF-16 units: a
// letter outside of the first plane comes before U+E000 and what follows. Of one version the
// baseline migration stands behind the versioned one; both may be there. Two of one kind and
// version are an error, and so are two repeatables of one description.
//
// Rows of older versions of Flyway call their types otherwise (SPRING_JDBC, SQL_STATE_SCRIPT); they
// are read as what took their place and never written.
//
// A description has 200 letters in the table and a script 1000. What is longer is cut as Flyway
// cuts it, the description at its end and the path at its beginning, counted in UTF-16 units: a row
// is found again by its description, so that ours must be the same to the letter.
#include "flyway/migration.h"

#include <algorithm>
#include <iterator>

#include "flyway/failure.h"
#include "flyway/settings.h"
#include "text/ascii.h"
#include "text/java_properties.h"
#include "text/unicode.h"

namespace ebbtide::flyway {
namespace {

struct TypeRow {
  std::string_view text;
  Type type;
};

/// The first row of a type is the word that is written.
constexpr TypeRow types[] = {
    {"SQL", Type::sql},
    {"SQL_BASELINE", Type::sql_baseline},
    {"SQL_STATE_SCRIPT", Type::sql_baseline},
    {"BASELINE", Type::baseline},
    {"SCHEMA", Type::schema},
    {"DELETE", Type::deleted},
    {"JDBC", Type::jdbc},
    {"SPRING_JDBC", Type::jdbc},
    {"JDBC_BASELINE", Type::jdbc_baseline},
    {"JDBC_STATE_SCRIPT", Type::jdbc_baseline},
    {"SCRIPT", Type::script},
    {"SCRIPT_BASELINE", Type::script_baseline},
    {"SCRIPT_STATE_SCRIPT", Type::script_baseline},
    {"CUSTOM", Type::custom},
    {"UNDO_SQL", Type::undo_sql},
    {"UNDO_SCRIPT", Type::undo_script},
    {"UNDO_JDBC", Type::undo_jdbc},
    {"UNDO_SPRING_JDBC", Type::undo_jdbc},
    {"UNDO_CUSTOM", Type::undo_custom},
};

bool parse_boolean(const JavaProperty& property, const std::string& file) {
  if (equals_ignoring_case(property.value, "true")) return true;
  if (equals_ignoring_case(property.value, "false")) return false;
  throw Failure(configuration_code, "Invalid value for " + property.key + " in " + file +
                                        " (should be true or false): " + property.value);
}

int order_of(FileKind kind) { return kind == FileKind::repeatable ? 1 : 0; }

bool is_before(const ResolvedMigration& a, const ResolvedMigration& b) {
  if (order_of(a.kind) != order_of(b.kind)) return order_of(a.kind) < order_of(b.kind);
  if (a.kind == FileKind::repeatable) return less_by_utf16(a.description, b.description);
  if (*a.version != *b.version) return *a.version < *b.version;
  return a.kind != b.kind && b.kind == FileKind::baseline;
}

[[noreturn]] void refuse_twice(const ResolvedMigration& a, const ResolvedMigration& b) {
  const auto offender = [](const ResolvedMigration& one) {
    return "\n-> " + one.path + " (" + std::string(to_text(one.type())) + ")";
  };
  const std::string offenders = "\nOffenders:" + offender(a) + offender(b);
  if (a.kind == FileKind::repeatable)
    throw Failure(
        "DUPLICATE_REPEATABLE_MIGRATION",
        "Found more than one repeatable migration with description " + a.description + offenders);
  if (a.kind == FileKind::undo)
    throw Failure("DUPLICATE_UNDO_MIGRATION", "Found more than one undo migration with version " +
                                                  a.version->text() + offenders);
  throw Failure("DUPLICATE_VERSIONED_MIGRATION",
                "Found more than one migration with version " + a.version->text() + offenders);
}

void order(std::vector<ResolvedMigration>& migrations) {
  std::stable_sort(migrations.begin(), migrations.end(), is_before);
  const auto twice = std::adjacent_find(
      migrations.begin(), migrations.end(),
      [](const auto& a, const auto& b) { return a.kind == b.kind && !is_before(a, b); });
  if (twice != migrations.end()) refuse_twice(*twice, *std::next(twice));
}

}  // namespace

std::string_view to_text(Type type) {
  return std::find_if(std::begin(types), std::end(types),
                      [&](const TypeRow& row) { return row.type == type; })
      ->text;
}

Type parse_type(std::string_view text) {
  const auto found = std::find_if(std::begin(types), std::end(types),
                                  [&](const TypeRow& row) { return row.text == text; });
  if (found == std::end(types))
    throw Failure(error_code,
                  "Unknown migration type '" + std::string(text) + "' found in schema history");
  return found->type;
}

bool is_baseline(Type type) {
  return type == Type::baseline || type == Type::sql_baseline || type == Type::jdbc_baseline ||
         type == Type::script_baseline;
}

bool is_undo(Type type) { return type >= Type::undo_sql; }

bool is_synthetic(Type type) {
  return type == Type::baseline || type == Type::schema || type == Type::deleted;
}

ScriptMetadata read_script_metadata(std::string_view text, const std::string& file) {
  ScriptMetadata metadata;
  for (const JavaProperty& one : parse_java_properties(text, file)) {
    if (one.key == "executeInTransaction") {
      metadata.in_transaction = parse_boolean(one, file);
    } else if (one.key == "placeholderReplacement") {
      metadata.replaces_placeholders = parse_boolean(one, file);
    } else if (one.key == "encoding") {
      metadata.encoding = one.value;
    } else if (one.key == "shouldExecute") {
      throw PaidOnly("shouldExecute in " + file +
                     " is a feature of paid editions of Flyway; take the file out of the location "
                     "where it is not to run");
    } else {
      throw Failure(configuration_code,
                    "Unknown configuration property in " + file + ": " + one.key);
    }
  }
  return metadata;
}

const ResolvedMigration* Scripts::undo_of(const Version& version) const {
  const auto found = std::find_if(undos.begin(), undos.end(), [&](const ResolvedMigration& one) {
    return *one.version == version;
  });
  return found == undos.end() ? nullptr : &*found;
}

void put_in_order(Scripts& scripts) {
  order(scripts.migrations);
  order(scripts.undos);
  std::stable_sort(scripts.callbacks.begin(), scripts.callbacks.end(),
                   [](const Callback& a, const Callback& b) {
                     return less_by_utf16(a.description, b.description);
                   });
}

std::string stored_description(std::string_view description) {
  constexpr std::size_t most = 200;
  if (utf16_length(description) <= most) return std::string(description);
  return std::string(utf16_prefix(description, most - 3)) + "...";
}

std::string stored_script(std::string_view script) {
  constexpr std::size_t most = 1000;
  const std::size_t length = utf16_length(script);
  if (length <= most) return std::string(script);
  return "..." + std::string(script.substr(utf16_prefix(script, length - most + 3).size()));
}

}  // namespace ebbtide::flyway
