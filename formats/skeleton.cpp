// The texts of new changelogs, and of a changeset to be put into one that is there (insertion.h);
// the result is read to see that it says what it should.
//
// What has to be filled in is written as a comment where the format has comments. A changeset
// without SQL is refused when it is to run, so one that was forgotten does no harm.
//
// The file is somebody's, with an order and a layout of his own, so that it is not written anew: a
// piece of text goes in at its end, with the indent that is usual there. Whether that end was found
// is hard to know for certain (a comment, a list on one line), but easy to check: read again, the
// text must have no problem, the new changeset, and one changeset more than before. Else nothing is
// written, and an error says so.
//
// The three changesets of an example are plain SQL that any of the databases takes, each with its
// way back, by two authors, so that a first update, a rollback and a history have something to
// show.
#include "formats/skeleton.h"

#include <algorithm>
#include <array>

#include "formats/insertion.h"
#include "formats/parser.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\"\n"
    "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "    xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog "
    "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n";
constexpr std::string_view xml_end = "</databaseChangeLog>\n";

/// One changeset of the example: a table, or a column of one.
struct Example {
  std::string_view id, author, comment, sql, undo;
};
constexpr std::array examples{
    Example{"1", "your.name", "people that we write to",
            "CREATE TABLE person (id INT NOT NULL PRIMARY KEY, name VARCHAR(50) NOT NULL, "
            "city VARCHAR(30))",
            "DROP TABLE person"},
    Example{"2", "your.name", "companies that they work for",
            "CREATE TABLE company (id INT NOT NULL PRIMARY KEY, name VARCHAR(50) NOT NULL)",
            "DROP TABLE company"},
    Example{"3", "other.dev", "a country for each of them",
            "ALTER TABLE person ADD COLUMN country VARCHAR(2)",
            "ALTER TABLE person DROP COLUMN country"},
};

std::string escaped_xml(std::string text) {
  text = replace_all(text, "&", "&amp;");
  text = replace_all(text, "<", "&lt;");
  return replace_all(text, "\"", "&quot;");
}

/// For YAML and JSON alike.
std::string quoted(const std::string& text) {
  return "\"" + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

std::string text_of(const Example& one) {
  return "--changeset " + std::string(one.author) + ":" + std::string(one.id) +
         "\n--comment: " + std::string(one.comment) + "\n" + std::string(one.sql) +
         ";\n--rollback " + std::string(one.undo) + ";\n";
}

std::string xml_of(const Example& one) {
  return "  <changeSet id=\"" + std::string(one.id) + "\" author=\"" + std::string(one.author) +
         "\">\n    <comment>" + std::string(one.comment) + "</comment>\n    <sql>" +
         std::string(one.sql) + "</sql>\n    <rollback>" + std::string(one.undo) +
         "</rollback>\n  </changeSet>\n";
}

std::string yaml_of(const Example& one) {
  return "  - changeSet:\n      id: " + quoted(std::string(one.id)) +
         "\n      author: " + std::string(one.author) +
         "\n      comment: " + std::string(one.comment) +
         "\n      changes:\n        - sql:\n            sql: " + std::string(one.sql) +
         "\n      rollback:\n        - sql:\n            sql: " + std::string(one.undo) + "\n";
}

std::string json_of(const Example& one) {
  const auto member = [](std::string_view name, std::string_view text) {
    return quoted(std::string(name)) + ": " + quoted(std::string(text));
  };
  return "    {\n      \"changeSet\": {\n        " + member("id", one.id) + ",\n        " +
         member("author", one.author) + ",\n        " + member("comment", one.comment) +
         ",\n        \"changes\": [{\"sql\": {" + member("sql", one.sql) +
         "}}],\n        \"rollback\": [{\"sql\": {" + member("sql", one.undo) +
         "}}]\n      }\n    }";
}

std::string sql_of(const NewChangeSet& one) {
  return "--changeset " + one.author + ":" + one.id +
         (one.title.empty() ? "" : "\n--comment: " + one.title) +
         "\n-- Write the SQL here, then how it is undone behind --rollback.\n;\n";
}

std::string xml_of(const NewChangeSet& one, const std::string& indent) {
  std::string text = indent + "<changeSet id=\"" + escaped_xml(one.id) + "\" author=\"" +
                     escaped_xml(one.author) + "\">\n";
  if (!one.title.empty()) text += indent + "  <comment>" + escaped_xml(one.title) + "</comment>\n";
  return text + indent +
         "  <!-- Write the changes here, and a <rollback> where they have no inverse. -->\n" +
         indent + "  <sql></sql>\n" + indent + "</changeSet>\n";
}

std::string yaml_of(const NewChangeSet& one, const std::string& indent) {
  std::string text = indent + "- changeSet:\n" + indent + "    id: " + quoted(one.id) + "\n" +
                     indent + "    author: " + quoted(one.author) + "\n";
  if (!one.title.empty()) text += indent + "    comment: " + quoted(one.title) + "\n";
  return text + indent + "    changes:\n" + indent +
         "      # Write the changes here, and a rollback where they have no inverse.\n" + indent +
         "      - sql:\n" + indent + "          sql: \"\"\n";
}

std::string json_of(const NewChangeSet& one) {
  std::string text = "    {\n      \"changeSet\": {\n        \"id\": " + quoted(one.id) +
                     ",\n        \"author\": " + quoted(one.author) + ",\n";
  if (!one.title.empty()) text += "        \"comment\": " + quoted(one.title) + ",\n";
  return text + "        \"changes\": [{\"sql\": {\"sql\": \"\"}}]\n      }\n    }";
}

bool is_yaml(std::string_view format) { return format == "yaml" || format == "yml"; }

Document parsed(const std::string& file, const std::string& text) {
  return find_format(file)->parse(file, text, {});
}

bool has_change_set(const Document& document, const NewChangeSet& wanted) {
  const Nodes& all = document.root().children;
  return std::any_of(all.begin(), all.end(), [&](const Node& node) {
    return node.is_named("changeSet") && node.value("id") == wanted.id &&
           node.value("author") == wanted.author;
  });
}

std::size_t change_sets_of(const Document& document) {
  const Nodes& all = document.root().children;
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Node& node) { return node.is_named("changeSet"); }));
}

/// Whether the text, read again, has the changeset beside those it had.
bool says_one_more(const std::string& file, const std::string& text, const NewChangeSet& wanted,
                   std::size_t before) {
  try {
    const Document after = parsed(file, text);
    return after.problems().empty() && has_change_set(after, wanted) &&
           change_sets_of(after) == before + 1;
  } catch (const Error&) {
    return false;
  }
}

std::string extension_of(const std::string& file) {
  return lower(find_format(file)->extension.substr(1));
}

}  // namespace

std::vector<std::string_view> written_formats() { return {"sql", "xml", "yaml", "yml", "json"}; }

std::string example_changelog(std::string_view format) {
  std::string text;
  for (const Example& one : examples) {
    if (format == "sql") text += "\n" + text_of(one);
    if (format == "xml") text += xml_of(one);
    if (is_yaml(format)) text += yaml_of(one);
    if (format == "json") text += (text.empty() ? "" : ",\n") + json_of(one);
  }
  if (format == "sql") return "--liquibase formatted sql\n" + text;
  if (format == "xml") return std::string(xml_head) + text + std::string(xml_end);
  if (is_yaml(format)) return "databaseChangeLog:\n" + text;
  return "{\n  \"databaseChangeLog\": [\n" + text + "\n  ]\n}\n";
}

std::string changelog_with(const NewChangeSet& change_set, std::string_view format) {
  if (format == "sql") return "--liquibase formatted sql\n\n" + sql_of(change_set);
  if (format == "xml")
    return std::string(xml_head) + xml_of(change_set, "  ") + std::string(xml_end);
  if (is_yaml(format)) return "databaseChangeLog:\n" + yaml_of(change_set, "  ");
  return "{\n  \"databaseChangeLog\": [\n" + json_of(change_set) + "\n  ]\n}\n";
}

std::string with_change_set(const std::string& file, const std::string& text,
                            const NewChangeSet& change_set) {
  const Document before = parsed(file, text);
  if (has_change_set(before, change_set))
    throw Error("it has the changeset " + change_set.id + " of " + change_set.author +
                    " already; give the new one another --changeset-id",
                {file, 0, 0});
  const std::string format = extension_of(file);
  std::string more = with_entries(file, text, [&](const std::string& indent) {
    return format == "sql"   ? sql_of(change_set)
           : format == "xml" ? xml_of(change_set, indent)
           : is_yaml(format) ? yaml_of(change_set, indent)
                             : json_of(change_set);
  });
  if (!says_one_more(file, more, change_set, change_sets_of(before)))
    refuse_insertion(file, "it is written in a way that a changeset cannot be added to");
  return more;
}

std::string included_folder(const std::string& file, const std::string& text) {
  const Document document = parsed(file, text);
  std::string folder;
  for (const Node& node : document.root().children) {
    if (!node.is_named("includeAll")) continue;
    folder = node.value("path").value_or("");
    if (equals_ignoring_case(node.value("relativeToChangelogFile").value_or(""), "true"))
      folder = file.substr(0, file.rfind('/') + 1) + folder;
  }
  return folder;
}

}  // namespace ebbtide
