// The file becomes elements (element_of.h), gets its comments back (comments.h), and is written by
// the writer of the other format. In between stands what the formats do not have in common:
//
//   the path       a changeset is known by the path of its file. The new file has another name, so
//                  its root says the old one (logicalFilePath); formatted SQL has one at each
//                  changeset, which moves to the root where all have the same
//   the order      XML wants its properties and preconditions in front of all else
//   the comments   formatted SQL has room for them only above a changeset
#include "formats/convert.h"

#include <algorithm>
#include <array>

#include "formats/comments.h"
#include "formats/element_of.h"
#include "formats/format_writer.h"
#include "formats/parser.h"
#include "formats/write_sql.h"

namespace ebbtide {
namespace {

constexpr std::string_view path_name = "logicalFilePath";

std::string value_of(const Element& element, std::string_view name) {
  const Element* const child = element.child(name);
  return child == nullptr ? "" : child->value;
}

void remove_child(Element& element, std::string_view name) {
  std::erase_if(element.children, [&](const Element& child) { return child.name == name; });
}

/// The one path that all changesets say, each for itself; empty where they do not agree.
std::string common_path(const Element& root) {
  std::string path;
  for (const Element& entry : root.children) {
    if (entry.name != "changeSet") continue;
    const Element* const own = entry.child(path_name);
    if (own == nullptr || (!path.empty() && own->value != path)) return "";
    path = own->value;
  }
  return path;
}

void keep_path(Element& root, const std::string& file, bool was_sql) {
  if (root.child(path_name) != nullptr) return;
  const std::string common = was_sql ? common_path(root) : "";
  if (!common.empty()) {
    for (Element& entry : root.children) remove_child(entry, path_name);
  }
  root.add(std::string(path_name), Place::attribute, common.empty() ? file : common);
  std::rotate(root.children.begin(), root.children.end() - 1, root.children.end());
}

void put_in_order_of_xml(Element& root) {
  constexpr auto first =
      std::to_array<std::string_view>({"removeChangeSetProperty", "property", "preConditions"});
  const auto rank = [&](const Element& entry) {
    if (entry.place == Place::attribute) return -1;
    return static_cast<int>(std::find(first.begin(), first.end(), entry.name) - first.begin());
  };
  std::ranges::stable_sort(root.children, {}, rank);
}

void lift_comments(Element& element, std::vector<std::string>& to) {
  for (Element& child : element.children) {
    to.insert(to.end(), child.comments.begin(), child.comments.end());
    lift_comments(child, to);
    to.insert(to.end(), child.last_comments.begin(), child.last_comments.end());
  }
}

/// A note in a `sql` is a comment too.
void lift_notes(Element& change_set) {
  for (Element& part : change_set.children) {
    for (Element& change : part.children) {
      const Element* const note = change.name == "sql" ? change.child("comment") : nullptr;
      if (note == nullptr) continue;
      change_set.comments.push_back(note->value);
      remove_child(change, "comment");
    }
  }
}

void make_ready_for_sql(Element& root, const Document& document, std::vector<Problem>& left_out) {
  for (Element& entry : root.children) {
    if (entry.child("created") != nullptr)
      left_out.push_back(
          {document.source().position(entry.offset),
           "'created' of changeSet has no meaning and no word in SQL, and is left out",
           {}});
    remove_child(entry, "created");
    lift_comments(entry, entry.comments);
    lift_notes(entry);
    entry.comments.insert(entry.comments.end(), entry.last_comments.begin(),
                          entry.last_comments.end());
    entry.last_comments.clear();
    if (entry.name == "changeSet") simplify_for_sql(entry);
  }
}

std::string identity_of(const Element& root, const Element& entry) {
  if (entry.name != "changeSet") return "";
  const std::string own = value_of(entry, path_name);
  return (own.empty() ? value_of(root, path_name) : own) + "::" + value_of(entry, "id") +
         "::" + value_of(entry, "author");
}

void note_unsaid(Conversion& conversion, const Element& root, const Document& document,
                 const FormatWriter& writer) {
  for (const Element& entry : root.children) {
    if (const auto unsaid = writer.unsaid(entry))
      conversion.unsaid.push_back({document.source().position(entry.offset),
                                   std::string(writer.format) + " cannot say it: " + *unsaid,
                                   identity_of(root, entry)});
  }
}

}  // namespace

Conversion convert(const Document& document, const std::string& to) {
  const FormatWriter& writer = *find_writer(to);
  const std::string& file = document.source().file();
  const std::string_view from = find_format(file)->name;
  ReadElements read = elements_of(document);
  Element& root = read.root;
  Conversion conversion;
  conversion.left_out = std::move(read.left_out);
  conversion.unsaid = std::move(read.literal);
  conversion.comments = add_comments(root, document, from);
  conversion.keeps_comments = writer.format != "JSON";
  keep_path(root, file, from == "SQL");
  conversion.path = value_of(root, path_name);
  if (writer.format == "XML") put_in_order_of_xml(root);
  if (writer.format == "SQL") make_ready_for_sql(root, document, conversion.left_out);
  for (const Element& entry : root.children) {
    conversion.change_sets += entry.name == "changeSet" ? 1 : 0;
    if (entry.name == "include") conversion.included.push_back(value_of(entry, "file"));
    if (entry.name == "includeAll") conversion.included.push_back(value_of(entry, "path"));
  }
  note_unsaid(conversion, root, document, writer);
  if (conversion.unsaid.empty()) conversion.text = writer.whole(root);
  return conversion;
}

}  // namespace ebbtide
