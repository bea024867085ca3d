#include "database/statement_stop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

/// A server that notes what it is told.
struct StatementStopTest : testing::Test {
  StatementStop::Means means() {
    return {[this] { ++stopped; }, [this] { return is_idle.load(); }, [this] { ++given_up; }, 20ms,
            5ms};
  }
  template <class Done>
  static void wait_for(const Done& is_done) {
    for (int i = 0; i < 1000 && !is_done(); ++i) std::this_thread::sleep_for(5ms);
  }

  std::atomic<int> stopped = 0, given_up = 0;
  std::atomic<bool> is_idle = false;
};

TEST_F(StatementStopTest, LetsAStatementEndAndRefusesTheNextOne) {
  auto patient = means();
  patient.patience = 1h;
  StatementStop stop(patient);
  ASSERT_TRUE(stop.begin(StatementStop::Kind::statement));
  stop.ask();
  EXPECT_FALSE(stop.end());
  EXPECT_FALSE(stop.begin(StatementStop::Kind::statement));
  EXPECT_TRUE(stop.begin(StatementStop::Kind::statement));
  EXPECT_FALSE(stop.end());
  EXPECT_EQ(stopped, 0);
}

TEST_F(StatementStopTest, RefusesTheNextOneWhereNothingIsAtWork) {
  StatementStop stop(means());
  stop.ask();
  EXPECT_FALSE(stop.begin(StatementStop::Kind::statement));
  EXPECT_TRUE(stop.begin(StatementStop::Kind::statement));
}

TEST_F(StatementStopTest, LeavesTheWayBackAlone) {
  StatementStop stop(means());
  stop.ask();
  ASSERT_TRUE(stop.begin(StatementStop::Kind::undoing));
  std::this_thread::sleep_for(50ms);
  EXPECT_FALSE(stop.end());
  EXPECT_TRUE(stop.begin(StatementStop::Kind::statement));
  EXPECT_EQ(stopped, 0);
}

TEST_F(StatementStopTest, StopsTheWayBackOfWhichItIsAskedOnceMore) {
  StatementStop stop(means());
  ASSERT_TRUE(stop.begin(StatementStop::Kind::statement));
  stop.ask();
  wait_for([&] { return stopped == 1; });
  EXPECT_TRUE(stop.end());
  ASSERT_TRUE(stop.begin(StatementStop::Kind::undoing));
  stop.ask();
  wait_for([&] { return stopped == 2; });
  EXPECT_TRUE(stop.end());
  EXPECT_EQ(stopped, 2);
}

TEST_F(StatementStopTest, StopsWhatLastsAndOnceOnly) {
  StatementStop stop(means());
  ASSERT_TRUE(stop.begin(StatementStop::Kind::statement));
  stop.ask();
  wait_for([&] { return stopped > 0; });
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(stop.end());
  EXPECT_EQ(stopped, 1);
  EXPECT_EQ(given_up, 0);
  EXPECT_TRUE(stop.begin(StatementStop::Kind::statement));
  EXPECT_FALSE(stop.end());
}

TEST_F(StatementStopTest, NothingEndsWhileTheWordIsOnItsWay) {
  std::atomic<bool> is_under_way = false, has_ended = false, ended_before = false;
  auto slow = means();
  slow.stop = [&] {
    is_under_way = true;
    std::this_thread::sleep_for(100ms);
    ended_before = has_ended.load();
  };
  StatementStop stop(slow);
  ASSERT_TRUE(stop.begin(StatementStop::Kind::statement));
  stop.ask();
  wait_for([&] { return is_under_way.load(); });
  EXPECT_TRUE(stop.end());
  has_ended = true;
  EXPECT_FALSE(ended_before);
}

TEST_F(StatementStopTest, GivesUpWhereTheAnswerWillNotCome) {
  is_idle = true;
  StatementStop stop(means());
  ASSERT_TRUE(stop.begin(StatementStop::Kind::statement));
  stop.ask();
  wait_for([&] { return given_up > 0; });
  EXPECT_EQ(stopped, 1);
  EXPECT_EQ(given_up, 1);
  EXPECT_TRUE(stop.end());
}

TEST_F(StatementStopTest, PassesOverAServerThatCannotBeReached) {
  auto gone = means();
  gone.stop = [this] {
    ++stopped;
    throw std::runtime_error("nobody there");
  };
  StatementStop stop(gone);
  ASSERT_TRUE(stop.begin(StatementStop::Kind::statement));
  stop.ask();
  wait_for([&] { return stopped > 0; });
  EXPECT_TRUE(stop.end());
  EXPECT_EQ(given_up, 0);
}

}  // namespace
}  // namespace ebbtide
