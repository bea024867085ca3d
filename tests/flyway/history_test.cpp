#include "flyway/history.h"

#include <gtest/gtest.h>

#include "flyway/cherry_pick.h"
#include "flyway/failure.h"

namespace ebbtide::flyway {
namespace {

/// A folder and a history, written down shortly.
class Told {
 public:
  Told& file(FileKind kind, const std::string& version, std::int32_t checksum = 1) {
    ResolvedMigration one;
    one.kind = kind;
    if (kind == FileKind::repeatable) {
      one.description = version;
    } else {
      one.version = Version::parse(version);
      one.description = "d" + version;
    }
    one.checksum = one.raw_checksum = checksum;
    (kind == FileKind::undo ? scripts_.undos : scripts_.migrations).push_back(one);
    return *this;
  }
  Told& row(Type type, const std::string& version, bool success = true, std::int32_t checksum = 1) {
    AppliedMigration one;
    one.rank = static_cast<int>(rows_.size()) + 1;
    one.version = Version::parse(version);
    one.description = one.version ? "d" + version : version;
    one.type = type;
    one.checksum = checksum;
    one.success = success;
    rows_.push_back(one);
    return *this;
  }
  Told& target(const std::string& text) {
    rules_.target = Target::parse(text);
    return *this;
  }
  Told& out_of_order() {
    rules_.out_of_order = true;
    return *this;
  }
  /// `1 Success, 2 Pending`
  std::string states() {
    put_in_order(scripts_);
    std::string all;
    for (const MigrationInfo& one : lay_side_by_side(rows_, scripts_, rules_).all) {
      all += (all.empty() ? "" : ", ") +
             (one.version() ? one.version()->text() : one.description()) + " " +
             std::string(to_text(one.state));
    }
    return all;
  }
  std::string problems(const std::vector<std::string>& ignored = {}) {
    put_in_order(scripts_);
    const Standing standing = lay_side_by_side(rows_, scripts_, rules_);
    std::string all;
    for (const Invalid& one : validate(standing, IgnorePatterns::parse(ignored)))
      all += (all.empty() ? "" : ", ") + one.code;
    return all;
  }
  /// What a migrate with these names runs, in its order.
  std::string picked(const std::vector<std::string>& names) {
    put_in_order(scripts_);
    return told(CherryPick(names).to_run(lay_side_by_side(rows_, scripts_, rules_)));
  }
  std::string picked_to_undo(const std::vector<std::string>& names) {
    put_in_order(scripts_);
    return told(CherryPick(names).to_undo(lay_side_by_side(rows_, scripts_, rules_)));
  }

 private:
  static std::string told(const std::vector<const MigrationInfo*>& all) {
    std::string text;
    for (const MigrationInfo* const one : all)
      text += (text.empty() ? "" : " ") +
              (one->version() ? one->version()->text() : one->description());
    return text;
  }

  Scripts scripts_;
  std::vector<AppliedMigration> rows_;
  Rules rules_;
};

constexpr FileKind v = FileKind::versioned, r = FileKind::repeatable, b = FileKind::baseline;

TEST(FlywayStates, ArePendingInTheirOrder) {
  EXPECT_EQ(Told().file(r, "b").file(v, "10").file(r, "Z").file(v, "9").states(),
            "9 Pending, 10 Pending, Z Pending, b Pending");
}

TEST(FlywayStates, GoByVersionAndType) {
  EXPECT_EQ(Told().file(v, "1").file(v, "2").row(Type::sql, "1").states(), "1 Success, 2 Pending");
  EXPECT_EQ(Told().file(v, "1").file(v, "2").row(Type::jdbc, "1").row(Type::sql, "2").states(),
            "1 Missing, 2 Success, 1 Ignored");
}

TEST(FlywayStates, AreMissingBelowTheLastFileAndFutureAbove) {
  EXPECT_EQ(
      Told().file(v, "2").row(Type::sql, "1").row(Type::sql, "2").row(Type::sql, "3").states(),
      "1 Missing, 2 Success, 3 Future");
  EXPECT_EQ(Told().file(v, "2").row(Type::sql, "2").row(Type::sql, "3", false).states(),
            "2 Success, 3 Failed (Future)");
}

TEST(FlywayStates, KnowWhatCameLate) {
  Told told;
  told.file(v, "1").file(v, "2").file(v, "3").row(Type::sql, "1").row(Type::sql, "3");
  EXPECT_EQ(Told(told).states(), "1 Success, 3 Success, 2 Ignored");
  EXPECT_EQ(Told(told).out_of_order().states(), "1 Success, 3 Success, 2 Pending");
  EXPECT_EQ(Told(told).row(Type::sql, "2").states(), "1 Success, 3 Success, 2 Out of Order");
}

TEST(FlywayStates, StopAtTheTarget) {
  Told told;
  told.file(v, "1").file(v, "2").file(v, "3").row(Type::sql, "1");
  EXPECT_EQ(Told(told).target("2").states(), "1 Success, 2 Pending, 3 Above Target");
  EXPECT_EQ(Told(told).target("next").states(), "1 Success, 2 Pending, 3 Above Target");
  EXPECT_EQ(Told(told).target("current").states(), "1 Success, 2 Above Target, 3 Above Target");
  EXPECT_EQ(Told(told).target("9?").states(), "1 Success, 2 Pending, 3 Pending");
  EXPECT_THROW(Told(told).target("9").states(), Failure);
}

TEST(FlywayStates, LeaveOutWhatABaselineStandsFor) {
  Told told;
  told.file(v, "1").file(v, "2").file(v, "3");
  EXPECT_EQ(Told(told).row(Type::baseline, "2").states(),
            "1 Below Baseline, 2 Ignored (Baseline), 2 Baseline, 3 Pending");
  told.file(b, "2");
  EXPECT_EQ(Told(told).states(), "1 Below Baseline, 2 Ignored (Baseline), 2 Pending, 3 Pending");
  EXPECT_EQ(Told(told).row(Type::sql, "1").states(), "1 Success, 2 Pending, 2 Ignored, 3 Pending");
}

TEST(FlywayStates, OfRepeatablesGoByTheLastRun) {
  EXPECT_EQ(Told().file(r, "x", 2).row(Type::sql, "x").states(), "x Outdated, x Pending");
  EXPECT_EQ(Told().file(r, "x", 2).row(Type::sql, "x").row(Type::sql, "x", true, 2).states(),
            "x Superseded, x Success");
  EXPECT_EQ(Told().row(Type::sql, "x").states(), "x Missing");
}

TEST(FlywayStates, AreTakenBackByLaterRows) {
  Told told;
  told.file(v, "1").file(v, "2").row(Type::sql, "1").row(Type::sql, "2");
  EXPECT_EQ(Told(told).row(Type::deleted, "2").states(), "1 Success, 2 Deleted, 2 Pending");
  EXPECT_EQ(Told(told).row(Type::undo_sql, "2").states(),
            "1 Success, 2 Undone, 2 Success, 2 Pending");
  EXPECT_EQ(Told(told).row(Type::deleted, "2").row(Type::sql, "2").row(Type::deleted, "2").states(),
            "1 Success, 2 Deleted, 2 Deleted, 2 Pending");
}

TEST(FlywayValidation, SaysWhatDoesNotFit) {
  EXPECT_EQ(Told().file(v, "1", 2).row(Type::sql, "1").problems(), "CHECKSUM_MISMATCH");
  EXPECT_EQ(Told().file(v, "1").problems(), "RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED");
  EXPECT_EQ(Told().file(v, "1").problems({"*:pending"}), "");
  EXPECT_EQ(Told().file(v, "2").row(Type::sql, "1").row(Type::sql, "2").problems(),
            "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED");
  EXPECT_EQ(Told().file(v, "1").row(Type::sql, "1", false).problems(),
            "FAILED_VERSIONED_MIGRATION");
  EXPECT_EQ(Told().file(r, "x", 2).row(Type::sql, "x").problems(),
            "OUTDATED_REPEATABLE_MIGRATION, RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED");
  EXPECT_EQ(Told().row(Type::sql, "3").problems({"*:future"}), "");
  EXPECT_EQ(Told().row(Type::sql, "3").problems({"repeatable:future"}),
            "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED");
}

TEST(FlywayValidation, PassesOverWhatIsBelowTheBaseline) {
  EXPECT_EQ(Told().file(b, "2", 7).row(Type::sql_baseline, "2").problems(), "");
}

TEST(FlywayPatterns, AreTypeAndState) {
  EXPECT_THROW(IgnorePatterns::parse({"future"}), Failure);
  EXPECT_THROW(IgnorePatterns::parse({"*:sometime"}), Failure);
  EXPECT_TRUE(IgnorePatterns::parse({"Versioned:Missing"}).ignores(false, "missing"));
  EXPECT_FALSE(IgnorePatterns::parse({"versioned:missing"}).ignores(true, "missing"));
}

TEST(FlywayScripts, AreRefusedTwice) {
  EXPECT_THROW(Told().file(v, "1").file(v, "1.0").states(), Failure);
  EXPECT_THROW(Told().file(r, "x").file(r, "x").states(), Failure);
  EXPECT_NO_THROW(Told().file(v, "1").file(b, "1").states());
}

TEST(FlywayCherryPick, TakesVersionsAndDescriptionsInItsOwnOrder) {
  Told told;
  told.file(v, "1").file(v, "2").file(v, "3.1").file(r, "a view");
  EXPECT_EQ(told.picked({"a_view", "3.1", "d1", "1.0"}), "a view 3.1 1");
  EXPECT_EQ(told.picked({"a view"}), "a view");
  EXPECT_THROW(told.picked({"1", "4"}), Failure);
}

TEST(FlywayCherryPick, TakesWhatIsOlderAndLeavesWhatHasRun) {
  Told told;
  told.file(v, "1").file(v, "2").file(v, "3").file(r, "a").row(Type::sql, "2").row(Type::sql, "a");
  EXPECT_EQ(told.picked({"2", "1", "a"}), "1");
  told.target("2");
  EXPECT_THROW(told.picked({"3"}), Failure);
}

TEST(FlywayCherryPick, SaysWhyAScriptCannotRun) {
  const auto why = [](Told& told, const std::vector<std::string>& names) -> std::string {
    try {
      return told.picked(names);
    } catch (const Failure& failure) {
      return failure.what();
    }
  };
  Told fresh;
  fresh.file(v, "1").file(b, "2").file(v, "3");
  EXPECT_EQ(why(fresh, {"2", "3"}), "2 3");
  EXPECT_EQ(why(fresh, {"3", "2"}),
            "cherryPick names '2', a baseline migration, which only begins a history");
  EXPECT_EQ(why(fresh, {"1"}), "cherryPick names '1', for which a baseline stands");
  Told used;
  used.file(v, "1").file(b, "2").file(v, "3").row(Type::sql, "1");
  EXPECT_EQ(why(used, {"2"}),
            "cherryPick names '2', a baseline migration, which only begins a history");
}

TEST(FlywayCherryPick, IsNotAllWhereItsNamesAreBlank) {
  EXPECT_FALSE(CherryPick::parse("").is_given());
  EXPECT_FALSE(CherryPick::parse(" ").is_given());
  EXPECT_TRUE(CherryPick::parse("1,").is_given());
  EXPECT_THROW(CherryPick::parse(", "), Failure);
}

TEST(FlywayCherryPick, UndoesTheLastOneNamedFirst) {
  Told told;
  told.file(v, "1").file(v, "2").file(v, "3").file(v, "4");
  for (const char* const version : {"1", "2", "3"}) told.row(Type::sql, version);
  told.row(Type::deleted, "2");
  EXPECT_EQ(told.picked_to_undo({"3", "1"}), "1 3");
  EXPECT_THROW(told.picked_to_undo({"2"}), Failure);
  EXPECT_THROW(told.picked_to_undo({"4"}), Failure);
}

}  // namespace
}  // namespace ebbtide::flyway
