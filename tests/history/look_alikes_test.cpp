#include "history/look_alikes.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

/// Whether a database may take one id for the other.
bool alike(const std::string& a, const std::string& b) {
  LookAlikes known;
  known.add({"c.xml", a, "ann"});
  known.add({"c.xml", b, "ann"});
  const bool found = known.has({"c.xml", a, "ann"});
  EXPECT_EQ(known.has({"c.xml", b, "ann"}), found);
  return found;
}

TEST(LookAlikes, DifferInCaseAccentsOrBlanksAtTheEnd) {
  EXPECT_TRUE(alike("a1", "A1"));
  EXPECT_TRUE(alike("a1", "a1  "));
  EXPECT_TRUE(alike("\xc3\xa9t\xc3\xa9", "ete"));
  EXPECT_TRUE(
      alike("stra\xc3\x9f"
            "e",
            "strasse"));
  EXPECT_TRUE(alike("\xd0\xb0", "\xd0\x90"));
  EXPECT_TRUE(alike("a\x01", "a"));
}

TEST(LookAlikes, OthersDoNot) {
  EXPECT_FALSE(alike("a1", "a2"));
  EXPECT_FALSE(alike("a1", " a1"));
  EXPECT_FALSE(alike("a1", "a12"));
  EXPECT_FALSE(alike("m\xc3\xbcller-17", "m\xc3\xbcller-18"));
  EXPECT_FALSE(alike("a\xc3\xa9", "b\xc3\xa9"));
}

TEST(LookAlikes, AreAboutIdAuthorAndPathTogether) {
  LookAlikes known;
  known.add({"c.xml", "1", "ann"});
  known.add({"C.xml", "1", "Ann"});
  known.add({"d.xml", "1", "ann"});
  EXPECT_TRUE(known.has({"c.xml", "1", "ann"}));
  EXPECT_FALSE(known.has({"d.xml", "1", "ann"}));
  EXPECT_FALSE(known.has({"e.xml", "1", "ann"}));
}

TEST(LookAlikes, TwoRowsOfOneChangesetAreTheSame) {
  LookAlikes known;
  known.add({"c.xml", "1", "ann"});
  known.add({"c.xml", "1", "ann"});
  EXPECT_FALSE(known.has({"c.xml", "1", "ann"}));
}

}  // namespace
}  // namespace ebbtide
