#include "operations/fleet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "operations/schemas.h"
#include "rollback/plan.h"

namespace ebbtide {
namespace {

using enum TargetState;

std::vector<FleetTarget> targets_named(const std::vector<std::string>& names) {
  std::vector<FleetTarget> targets;
  for (const std::string& name : names) targets.push_back({name, "host"});
  return targets;
}

/// `a done, b failed`.
std::string states_of(const std::vector<TargetResult>& results) {
  std::string text;
  for (const TargetResult& result : results)
    text += (text.empty() ? "" : ", ") + result.name + " " + std::string(to_text(result.state));
  return text;
}

/// Throws what the name of the target asks for.
void fail_as_named(const FleetTarget& target, TargetResult& result) {
  result.database = "at " + target.name;
  if (target.name.starts_with("bad")) throw Error("broken\nin two lines");
  if (target.name.starts_with("gone")) throw TargetUnreachable("no route");
  if (target.name.starts_with("odd")) throw std::runtime_error("odd");
  if (target.name.starts_with("not"))
    throw RollbackRefused(std::vector<Problem>{{{}, "keeps rows", ""}, {{}, "and more", ""}});
}

std::vector<TargetResult> run_named(const std::vector<std::string>& names,
                                    const FleetOptions& options) {
  Interruption interruption;
  return run_fleet(targets_named(names), fail_as_named, options, interruption);
}

TEST(Fleet, ATargetFailsAloneAndSaysWhy) {
  const auto results = run_named({"a", "bad", "gone", "odd", "not", "b"}, {.parallel = 3});
  EXPECT_EQ(states_of(results),
            "a done, bad failed, gone unreachable, odd failed, not refused, b done");
  EXPECT_EQ(results[1].error, "broken in two lines");
  EXPECT_EQ(results[4].error, "keeps rows (and 1 more)");
  EXPECT_EQ(results[1].database, "at bad");
  EXPECT_EQ(end_of(results), FleetEnd::failed);
}

TEST(Fleet, BeginsNoOtherAfterSoManyFailures) {
  EXPECT_EQ(states_of(run_named({"a", "bad1", "b", "c"}, {.stop_after = 1})),
            "a done, bad1 failed, b not run, c not run");
  const auto results = run_named({"bad1", "a", "not", "b"}, {.stop_after = 2});
  EXPECT_EQ(states_of(results), "bad1 failed, a done, not refused, b not run");
  EXPECT_EQ(results[3].error, "not begun: stopped after 2 failures");
}

TEST(Fleet, ADatabaseThatCannotBeReachedStopsNobody) {
  EXPECT_EQ(states_of(run_named({"gone1", "a", "gone2", "b"}, {.stop_after = 1})),
            "gone1 unreachable, a done, gone2 unreachable, b done");
}

TEST(Fleet, OthersBeginWhenAllCanariesAreDone) {
  std::atomic<int> canaries_done = 0;
  Interruption interruption;
  const auto work = [&](const FleetTarget& target, TargetResult&) {
    const bool is_canary = target.name.starts_with("canary");
    if (!is_canary) {
      EXPECT_EQ(canaries_done, 2) << target.name;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    canaries_done += is_canary ? 1 : 0;
  };
  const auto results = run_fleet(targets_named({"a", "canary1", "b", "canary2", "c"}), work,
                                 {.parallel = 4, .canaries = {"canary2", "canary1"}}, interruption);
  EXPECT_EQ(states_of(results), "a done, canary1 done, b done, canary2 done, c done");
}

TEST(Fleet, NoOtherBeginsWhereACanaryIsNotDone) {
  for (const std::string canary : {"bad", "gone", "not"}) {
    const auto results = run_named({"a", canary, "b"}, {.parallel = 2, .canaries = {canary}});
    EXPECT_EQ(results[0].state, not_run);
    EXPECT_EQ(results[2].error, "not begun: the canary '" + canary + "' is not done");
  }
  EXPECT_THROW(run_named({"a"}, {.canaries = {"b"}}), UsageError);
}

TEST(Fleet, ACanaryThatIsDoneAlreadyCountsAsOne) {
  std::vector<FleetTarget> targets = targets_named({"a", "b"});
  targets[0].earlier = TargetResult{"a", "at a", done};
  targets[0].earlier->is_earlier = true;
  std::atomic<int> times = 0;
  Interruption interruption;
  const auto results = run_fleet(
      targets, [&](const FleetTarget&, TargetResult&) { ++times; }, {.canaries = {"a"}},
      interruption);
  EXPECT_EQ(states_of(results), "a done, b done");
  EXPECT_TRUE(results[0].is_earlier);
  EXPECT_EQ(times, 1);
}

TEST(Fleet, KeepsToTheRoomOfEachHostAndToItsOwn) {
  std::vector<FleetTarget> targets;
  for (int i = 0; i < 40; ++i)
    targets.push_back({"t" + std::to_string(i), i % 4 == 3 ? "" : "h" + std::to_string(i % 4)});
  std::mutex mutex;
  std::map<std::string, int> at_work, most;
  int all = 0, most_of_all = 0;
  Interruption interruption;
  const auto count = [&](const std::string& host, int more) {
    const std::lock_guard guard(mutex);
    most[host] = std::max(most[host], at_work[host] += more);
    most_of_all = std::max(most_of_all, all += more);
  };
  run_fleet(
      targets,
      [&](const FleetTarget& target, TargetResult&) {
        count(target.host, 1);
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        count(target.host, -1);
      },
      {.parallel = 6, .most_per_host = 2}, interruption);
  EXPECT_LE(most_of_all, 6);
  EXPECT_GT(most_of_all, 2);
  for (const std::string host : {"h0", "h1", "h2"}) EXPECT_LE(most[host], 2) << host;
}

TEST(Fleet, AWishToStopEndsWhatIsAtWorkAndBeginsNoOther) {
  Interruption interruption;
  const auto results = run_fleet(
      targets_named({"a", "b", "c"}),
      [&](const FleetTarget& target, TargetResult&) {
        if (target.name == "b") interruption.request(SIGTERM);
        interruption.check();
      },
      {}, interruption);
  EXPECT_EQ(states_of(results), "a done, b interrupted, c not run");
  EXPECT_EQ(results[2].error, "not begun: the run was interrupted");
  EXPECT_EQ(end_of(results), FleetEnd::interrupted);
  EXPECT_EQ(signal_of(results), SIGTERM);
}

TEST(Fleet, IsInterruptedAlsoWhereAllThatWereBegunAreDone) {
  Interruption interruption;
  const auto results = run_fleet(
      targets_named({"a", "b"}),
      [&](const FleetTarget&, TargetResult&) { interruption.request(SIGINT); }, {}, interruption);
  EXPECT_EQ(states_of(results), "a done, b not run");
  EXPECT_EQ(end_of(results), FleetEnd::interrupted);
  EXPECT_EQ(signal_of(results), SIGINT);
}

TEST(Fleet, TellsOfEachBeginningAndEnd) {
  std::string told;
  Interruption interruption;
  run_fleet(targets_named({"a", "bad"}), fail_as_named, {}, interruption,
            [&](const std::vector<TargetResult>& results, const TargetResult& changed) {
              EXPECT_EQ(results.size(), 2U);
              told += changed.name + " " + std::string(to_text(changed.state)) + ", ";
            });
  EXPECT_EQ(told, "a running, a done, bad running, bad failed, ");
}

FleetReport report_of(std::vector<TargetResult> results, const std::string& began = "1",
                      std::optional<Shard> shard = {}) {
  return {"update", "0", began, shard, std::move(results)};
}

TEST(FleetResults, TheWorstTargetCounts) {
  const auto worst = [](std::vector<TargetResult> results) { return end_of(results); };
  EXPECT_EQ(worst({}), FleetEnd::done);
  EXPECT_EQ(worst({{"a", "", done}, {"b", "", refused}}), FleetEnd::refused);
  for (const TargetState state : {failed, unreachable, not_run, running})
    EXPECT_EQ(worst({{"a", "", state}, {"b", "", refused}}), FleetEnd::failed) << to_text(state);
  EXPECT_EQ(worst({{"a", "", interrupted}, {"b", "", failed}}), FleetEnd::interrupted);
}

TEST(FleetResults, EveryStateHasItsWord) {
  for (const TargetState state :
       {not_run, running, done, failed, unreachable, refused, interrupted})
    EXPECT_EQ(target_state_named(to_text(state)), state);
  EXPECT_FALSE(target_state_named("fine"));
}

TEST(FleetResults, OfTwoRunsTheLaterCountsForWhatItHasRun) {
  const FleetReport whole =
      merged({report_of({{"a", "", done}, {"b", "", done}, {"c", "", failed}}, "2"),
              report_of({{"a", "", failed}, {"b", "", done}}, "1"),
              report_of({{"a", "", not_run}, {"c", "", running}}, "3")});
  EXPECT_EQ(states_of(whole.results), "a done, b done, c running");
  EXPECT_EQ(whole.began, "1");
}

TEST(FleetResults, APartThatIsMissingIsNoWhole) {
  EXPECT_EQ(states_of(merged({report_of({{"b", "", done}}, "1", Shard{1, 2}),
                              report_of({{"a", "", done}}, "2", Shard{0, 2})})
                          .results),
            "b done, a done");
  EXPECT_THROW(merged({report_of({}, "1", Shard{1, 3}), report_of({}, "1", Shard{1, 3})}),
               UsageError);
  EXPECT_THROW(merged({report_of({}, "1", Shard{0, 1}), report_of({}, "1", Shard{1, 2})}),
               UsageError);
  EXPECT_THROW(merged({}), UsageError);
  FleetReport other = report_of({});
  other.command = "rollback";
  EXPECT_THROW(merged({report_of({}), other}), UsageError);
}

TEST(FleetResults, OnlyWhatIsDoneNeedNotBeRunAgain) {
  const FleetReport earlier = report_of({{"a", "", done},
                                         {"b", "", failed},
                                         {"c", "", running},
                                         {"d", "", not_run},
                                         {"e", "", done}});
  const auto kept = settled_in(earlier, "update", false);
  EXPECT_EQ(states_of(kept), "a done, e done");
  EXPECT_TRUE(kept[0].is_earlier);
  EXPECT_THROW(settled_in(earlier, "rollback", false), UsageError);
}

TEST(FleetResults, WhatWasKilledIsNotCountedTwice) {
  const FleetReport earlier =
      report_of({{"a", "", done}, {"b", "", failed}, {"c", "", running}, {"d", "", not_run}});
  EXPECT_EQ(states_of(settled_in(earlier, "update", true)), "a done, c running");
}

TEST(Shards, HaveEachTargetOnceAndAboutAsMany) {
  std::map<int, int> sizes;
  for (int i = 0; i < 400; ++i) {
    int times = 0;
    for (int index = 0; index < 4; ++index) {
      if (!Shard{index, 4}.has("tenant_" + std::to_string(i))) continue;
      ++times;
      ++sizes[index];
    }
    EXPECT_EQ(times, 1);
  }
  for (const auto& [index, size] : sizes) EXPECT_NEAR(size, 100, 30) << index;
}

TEST(Shards, AreTheSameOnEveryMachine) {
  std::string indexes;
  for (const std::string name : {"acme", "north", "south", "west", "tenant_1"}) {
    for (int index = 0; index < 3; ++index)
      if (Shard{index, 3}.has(name)) indexes += std::to_string(index);
  }
  EXPECT_EQ(indexes, "10201");
}

TEST(Schemas, FitPatterns) {
  EXPECT_TRUE(fits_patterns("tenant_a", "tenant_*"));
  EXPECT_TRUE(fits_patterns("tenant_a", "x, tenant_?"));
  EXPECT_FALSE(fits_patterns("tenant_a", "tenant"));
  EXPECT_FALSE(fits_patterns("Tenant_a", "tenant_*"));
  EXPECT_FALSE(fits_patterns("tenant_old", "tenant_*,!tenant_old"));
  EXPECT_TRUE(fits_patterns("t7", "t[0-9]"));
}

}  // namespace
}  // namespace ebbtide
