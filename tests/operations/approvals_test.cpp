#include "operations/approvals.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

TEST(Approvals, AreReadAsTheyAreWritten) {
  const Approval approval{.change_set = "a.sql::1::ann",
                          .rules = {"DS102", "DS103"},
                          .objects = {"a"},
                          .dialect = "sqlite",
                          .sha256 = std::string(64, 'a'),
                          .approver = "ben",
                          .reason = "it is \"old\"",
                          .expires = "2027-01-31"};
  const auto read = parse_approvals("f.yml", "approvals:\n" + to_text(approval));
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(to_text(read.front()), to_text(approval));
}

TEST(Approvals, RefuseWhatIsMissingOrUnknown) {
  EXPECT_THROW(parse_approvals("f.yml", "approvals: 7"), ValidationFailed);
  EXPECT_THROW(parse_approvals("f.yml", "approvals: [ { changeset: a } ]"), ValidationFailed);
  EXPECT_THROW(parse_approvals("f.yml", "run: rm"), ValidationFailed);
}

TEST(Approvals, DigestIsOfTheStatementsAlone) {
  const sql::Syntax syntax;
  const std::string one = digest_of({"DROP TABLE old_log"}, syntax, "");
  EXPECT_EQ(one, "c3a2406e894c107257aacf936819bfd07c84315e44455f0f105a6967fb6a49b7");
  EXPECT_EQ(digest_of({"-- archived\nDROP TABLE old_log "}, syntax, ""), one);
  EXPECT_EQ(digest_of({"DROP TABLE public.old_log"}, syntax, "public"), one);
  EXPECT_NE(digest_of({"DROP TABLE old_log", "SELECT 1"}, syntax, ""), one);
}

}  // namespace
}  // namespace ebbtide
