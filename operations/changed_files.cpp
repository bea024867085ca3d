// What the tool that runs a file would say of its new text decides what a change of it means:
//
//   V1__x.sql     runs once, and its checksum is kept: an edit is an error, as is a file that is
//                 gone, or one that would have had to run before those that ran
//   R__x.sql      runs again as a whole
//   a script      nobody remembers it. It is added to, so that what it had before is done. Where a
//                 statement was edited, the new one counts as added
//
// Windows' line ends and blanks at the end change no checksum.
#include "operations/changed_files.h"

#include <algorithm>
#include <set>

#include "operations/lint_subjects.h"
#include "text/ascii.h"

namespace ebbtide {

using lint::Subject;

namespace {

std::string text_of(const Files& files, const std::string& path) {
  std::string text = files.read_text(path);
  std::erase(text, '\r');
  return std::string(trim(text));
}

void leave_out_old_statements(Subject& script, const Subject& before) {
  std::multiset<std::string> old;
  for (const lint::Statement& one : before.statements) old.insert(one.sql);
  std::erase_if(script.statements, [&](const lint::Statement& one) {
    const auto found = old.find(one.sql);
    if (found == old.end()) return false;
    old.erase(found);
    return true;
  });
}

class Comparison {
 public:
  Comparison(lint::Scene& scene, std::size_t released, const Files& now, const Files& then)
      : scene_(scene),
        released_(scene.subjects.begin(),
                  scene.subjects.begin() + static_cast<std::ptrdiff_t>(released)),
        now_(now),
        then_(then) {
    std::erase_if(released_, [](const Subject& one) { return one.change_set != nullptr; });
  }

  void run() {
    for (const Subject& before : released_) {
      const bool is_there =
          std::any_of(scene_.subjects.begin(), scene_.subjects.end(),
                      [&](const Subject& one) { return one.is_judged && is_file(one, before.id); });
      if (!is_there && runs_once(before))
        note(before, "this migration is released, and was removed");
    }
    std::erase_if(scene_.subjects, [&](Subject& one) {
      return one.is_judged && one.change_set == nullptr && is_done(one);
    });
  }

 private:
  static bool is_file(const Subject& subject, const std::string& path) {
    return subject.change_set == nullptr && subject.id == path;
  }
  static bool runs_once(const Subject& subject) {
    return subject.form == Subject::Form::versioned_file && !is_repeatable_migration(subject.id);
  }

  void note(const Subject& subject, std::string message) {
    scene_.released_edits.push_back({subject.where, std::move(message), subject.id});
  }

  /// Whether nothing is left of the file that has not run yet.
  bool is_done(Subject& subject) {
    const auto before = std::find_if(released_.begin(), released_.end(),
                                     [&](const Subject& one) { return is_file(one, subject.id); });
    if (before == released_.end()) {
      if (runs_once(subject) && is_overtaken(subject))
        note(subject,
             "this migration has a lower version than released ones, so that databases "
             "which have these never run it");
      return false;
    }
    if (text_of(now_, subject.id) == text_of(then_, subject.id)) return true;
    if (runs_once(subject)) {
      note(subject, "this migration is released, and was edited");
      return true;
    }
    if (subject.form == Subject::Form::script) leave_out_old_statements(subject, *before);
    return false;
  }

  bool is_overtaken(const Subject& subject) const {
    return std::any_of(released_.begin(), released_.end(), [&](const Subject& one) {
      return runs_once(one) && has_lower_version(subject.id, one.id);
    });
  }

  lint::Scene& scene_;
  std::vector<Subject> released_;  ///< files alone
  const Files& now_;
  const Files& then_;
};

}  // namespace

void leave_out_released_files(lint::Scene& scene, std::size_t released, const Files& now,
                              const Files& then) {
  Comparison(scene, released, now, then).run();
}

}  // namespace ebbtide
