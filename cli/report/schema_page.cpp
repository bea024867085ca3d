// The page, from top to bottom: how much of what there is, a search, tables, views, all other
// kinds, changesets. All of it is there at once; the search hides what does not have the words.
// Without scripts the page is whole, only the search does nothing.
//
// It is one file that can be mailed or kept: styles and script stand in it, and a policy in its
// head forbids whatever would be loaded. Names, comments and definitions are a database's and not
// ours, so that each goes through `markup`; the one text of the page that is a script has no value
// in it.
//
// Each table is an anchor by its name, and so a link to a table is its name. A link out of a search
// that hides its target would lead nowhere: following one ends the search. What points to a table
// stands with it, which no catalog tells in one place.
//
// What has no column of its own in a list is told by its properties, as comparisons name them: what
// the model learns is seen here without a line more.
#include "cli/report/schema_page.h"

#include <map>

#include "cli/report/report.h"
#include "schema/compare.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2430;--dim:#5b6675;--line:#d9dee5;--box:#f5f7f9;
--good:#1a7f37;--mild:#9a6700;--link:#2560c4}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e3e8ee;--dim:#98a3b1;--line:#2c343f;
--box:#1a2029;--good:#4ac26b;--mild:#d8a53b;--link:#7fb0ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--bg);color:var(--fg);
font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:0 0 .25rem}
a{color:var(--link)}
.dim{color:var(--dim)}
.search{position:sticky;top:0;background:var(--bg);padding:.5rem 0}
.search input{width:100%;padding:.5rem .7rem;font:inherit;color:inherit;background:var(--box);
border:1px solid var(--line);border-radius:.3rem}
.totals{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0;margin:.75rem 0;list-style:none}
.totals b{font-size:1.2rem}
section{border-top:1px solid var(--line);padding:.75rem 0;scroll-margin-top:4rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-top:1px solid var(--line)}
ul.parts{margin:.5rem 0 0;padding-left:1.2rem;font-size:.9rem}
pre{margin:.25rem 0;padding:.5rem .7rem;background:var(--box);border-radius:.3rem;
white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
.ran{color:var(--good)}.pending{color:var(--mild)}
)";

constexpr std::string_view script = R"(
const field=document.getElementById('search'),none=document.getElementById('none');
const items=[...document.querySelectorAll('section')].map(s=>[s,s.textContent.toLowerCase()]);
const heads=[...document.querySelectorAll('h2')];
function look(){const words=field.value.toLowerCase().split(/\s+/).filter(w=>w);let seen=0;
for(const [s,text] of items){const fits=words.every(w=>text.includes(w));s.hidden=!fits;seen+=fits}
none.hidden=seen>0;
for(const h of heads){let s=h.nextElementSibling,any=false;
while(s&&s.tagName==='SECTION'){any=any||!s.hidden;s=s.nextElementSibling}h.hidden=!any}}
field.addEventListener('input',look);
addEventListener('hashchange',()=>{if(field.value){field.value='';look();
const at=document.getElementById(decodeURIComponent(location.hash.slice(1)));
if(at)at.scrollIntoView()}});
)";

/// `public.orders` as the target of a link.
std::string anchor(const schema::Name& name) { return markup(name.to_text()); }

std::string link(const schema::Name& name) {
  return "<a href=\"#" + anchor(name) + "\">" + markup(name.to_text()) + "</a>";
}

void write_comment(std::ostream& out, const schema::Text& comment) {
  if (comment && !comment->empty()) out << "<p>" << markup(*comment) << "</p>\n";
}

/// What of an object its heading and lists do not say.
std::string others(const schema::Properties& properties,
                   std::initializer_list<std::string_view> known) {
  std::string text;
  for (const schema::Property& one : properties) {
    if (std::find(known.begin(), known.end(), one.name) == known.end() && !one.value.empty())
      text += (text.empty() ? "" : ", ") + one.name + " " + one.value;
  }
  return markup(text);
}

void write_column(std::ostream& out, const schema::Column& column) {
  out << "<tr><td>" << markup(column.name) << "</td><td>" << markup(column.type) << "</td><td>"
      << (column.nullable ? "" : "not null") << "</td><td>"
      << markup(column.by_default.value_or("")) << "</td><td>"
      << others(properties_of(column), {"type", "nullable", "default", "comment"}) << "</td><td>"
      << markup(column.comment.value_or("")) << "</td></tr>\n";
}

class Page {
 public:
  Page(std::ostream& out, const Documentation& all) : out_(out), all_(all) {
    for (const schema::Table& table : all.schema.tables) {
      for (const schema::ForeignKey& key : table.foreign_keys)
        pointing_[key.referenced.to_text()].emplace_back(&table, &key);
    }
    for (const schema::Program& one : all.schema.programs) {
      if (!one.table.empty())
        of_table_[schema::Name{one.name.place, one.table}.to_text()].push_back(&one);
    }
  }

  void write();

 private:
  void write_totals();
  void write_table(const schema::Table& table);
  void write_parts(const schema::Table& table);
  void write_views();
  void write_change_sets();
  void begin(const schema::Name& name, std::string_view what);
  /// A section of objects that are said by their properties.
  template <class Object>
  void write_all(const std::string& heading, const std::vector<Object>& objects);

  std::ostream& out_;
  const Documentation& all_;
  std::map<std::string, std::vector<std::pair<const schema::Table*, const schema::ForeignKey*>>>
      pointing_;
  std::map<std::string, std::vector<const schema::Program*>> of_table_;
};

void Page::begin(const schema::Name& name, std::string_view what) {
  out_ << "<section id=\"" << anchor(name) << "\"><h3>" << markup(name.to_text())
       << " <span class=\"dim\">" << markup(what) << "</span></h3>\n";
}

void Page::write_parts(const schema::Table& table) {
  out_ << "<ul class=\"parts\">\n";
  if (table.primary_key)
    out_ << "<li>primary key " << markup(label_of(*table.primary_key)) << " ("
         << markup(join(table.primary_key->columns, ", ")) << ")</li>\n";
  for (const schema::Key& key : table.uniques)
    out_ << "<li>unique " << markup(label_of(key)) << " (" << markup(join(key.columns, ", "))
         << ")</li>\n";
  for (const schema::ForeignKey& key : table.foreign_keys) {
    out_ << "<li>foreign key " << markup(label_of(key)) << " (" << markup(join(key.columns, ", "))
         << ") → " << link(key.referenced) << " (" << markup(join(key.referenced_columns, ", "))
         << ")";
    if (!key.on_delete.empty()) out_ << ", on delete " << markup(lower(key.on_delete));
    out_ << "</li>\n";
  }
  for (const schema::Check& check : table.checks)
    out_ << "<li>" << markup(check.name) << " " << markup(check.definition) << "</li>\n";
  for (const schema::Index& index : table.indexes)
    out_ << "<li>" << (index.is_unique ? "unique " : "") << "index " << markup(index.name) << " ("
         << markup(text_of_parts(index)) << ") "
         << others(properties_of(index), {"unique", "columns"}) << "</li>\n";
  if (const auto found = pointing_.find(table.name.to_text()); found != pointing_.end()) {
    for (const auto& [other, key] : found->second)
      out_ << "<li class=\"dim\">pointed to by " << link(other->name) << " ("
           << markup(join(key->columns, ", ")) << ")</li>\n";
  }
  out_ << "</ul>\n";
  if (const auto found = of_table_.find(table.name.to_text()); found != of_table_.end()) {
    for (const schema::Program* const one : found->second)
      out_ << "<details><summary>" << to_text(one->kind) << " " << markup(one->name.name)
           << "</summary><pre>" << markup(one->definition) << "</pre></details>\n";
  }
}

void Page::write_table(const schema::Table& table) {
  begin(table.name, others(properties_of(table), {"comment", "definition"}));
  write_comment(out_, table.comment);
  out_ << "<div class=\"wide\"><table><tr><th>column</th><th>type</th><th></th><th>default</th>"
          "<th></th><th>comment</th></tr>\n";
  for (const schema::Column& column : table.columns) write_column(out_, column);
  out_ << "</table></div>\n";
  write_parts(table);
  out_ << "</section>\n";
}

void Page::write_views() {
  if (all_.schema.views.empty()) return;
  out_ << "<h2>Views</h2>\n";
  for (const schema::View& view : all_.schema.views) {
    begin(view.name, view.is_materialized ? "materialized" : "");
    write_comment(out_, view.comment);
    if (!view.columns.empty())
      out_ << "<p class=\"dim\">" << markup(join(view.columns, ", ")) << "</p>\n";
    out_ << "<pre>" << markup(view.query) << "</pre>\n</section>\n";
  }
}

template <class Object>
void Page::write_all(const std::string& heading, const std::vector<Object>& objects) {
  bool has_begun = false;
  for (const Object& one : objects) {
    if constexpr (requires { one.table; }) {
      if (!one.table.empty()) continue;
    }
    if (!has_begun) out_ << "<h2>" << heading << "</h2>\n";
    has_begun = true;
    std::string what;
    if constexpr (requires { one.kind; }) what = to_text(one.kind);
    schema::Name name = one.name;
    if constexpr (requires { one.arguments; }) name.name += "(" + one.arguments + ")";
    begin(name, what);
    write_comment(out_, one.comment);
    out_ << "<p class=\"dim\">" << others(properties_of(one), {"comment", "definition"})
         << "</p>\n";
    if (!one.definition.empty()) out_ << "<pre>" << markup(one.definition) << "</pre>\n";
    out_ << "</section>\n";
  }
}

void Page::write_change_sets() {
  if (all_.change_sets.empty()) return;
  out_ << "<h2>Changesets</h2>\n";
  for (const DocumentedChangeSet& one : all_.change_sets) {
    out_ << "<section><h3>" << markup(one.id.to_text()) << "</h3>\n<p><span class=\""
         << (one.ran_at.empty() ? "pending\">not run yet" : "ran\">ran " + markup(one.ran_at))
         << "</span> <span class=\"dim\">" << markup(one.place);
    if (one.tag) out_ << " · tag " << markup(*one.tag);
    if (one.context) out_ << " · contexts " << markup(*one.context);
    if (one.labels) out_ << " · labels " << markup(*one.labels);
    out_ << "</span></p>\n";
    if (one.comments && !one.comments->empty()) out_ << "<p>" << markup(*one.comments) << "</p>\n";
    out_ << "<p class=\"dim\">" << markup(one.description) << "</p>\n</section>\n";
  }
}

void Page::write_totals() {
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) out_ << "<li><b>" << count << "</b> " << what << "</li>\n";
  };
  std::size_t pending = 0;
  for (const DocumentedChangeSet& one : all_.change_sets) pending += one.ran_at.empty() ? 1 : 0;
  out_ << "<ul class=\"totals\">\n";
  add(all_.schema.tables.size(), "tables");
  add(all_.schema.views.size(), "views");
  add(all_.schema.sequences.size(), "sequences");
  add(all_.schema.types.size(), "types");
  add(all_.schema.routines.size(), "routines");
  add(all_.change_sets.size(), "changesets");
  add(pending, "not run yet");
  out_ << "</ul>\n";
}

void Page::write() {
  out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
          "'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>"
       << markup(all_.database) << "</title>\n<style>" << style << "</style>\n</head>\n<body>\n<h1>"
       << markup(all_.database) << "</h1>\n<p class=\"dim\">" << markup(all_.schema.origin.product)
       << " " << markup(all_.schema.origin.version) << "</p>\n";
  write_totals();
  out_ << "<div class=\"search\"><input id=\"search\" type=\"search\" "
          "placeholder=\"Search in everything\" aria-label=\"Search\"></div>\n"
          "<p id=\"none\" class=\"dim\" hidden>Nothing has these words.</p>\n";
  if (!all_.schema.tables.empty()) out_ << "<h2>Tables</h2>\n";
  for (const schema::Table& table : all_.schema.tables) write_table(table);
  write_views();
  write_all("Sequences", all_.schema.sequences);
  write_all("Types", all_.schema.types);
  write_all("Routines", all_.schema.routines);
  write_all("Others", all_.schema.programs);
  write_change_sets();
  out_ << "<script>" << script << "</script>\n</body>\n</html>\n";
}

}  // namespace

void write_schema_page(std::ostream& out, const Documentation& documentation) {
  Page(out, documentation).write();
}

}  // namespace ebbtide
