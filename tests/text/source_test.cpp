#include "text/source.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Source, ColumnsCountLetters) {
  const Source source("f", "a\né€b");
  EXPECT_EQ(source.position(7).to_text(), "f:2:3");
}

TEST(Source, ColumnsOfVeryLongLinesCountLettersToo) {
  std::string text = "x\n";
  for (int i = 0; i < 5'000; ++i) text += "é€";
  const Source source("f", text + "b");
  EXPECT_EQ(source.position(text.size()).to_text(), "f:2:10001");
  EXPECT_EQ(source.position(2).to_text(), "f:2:1");
  EXPECT_EQ(source.position(2 + 5 * 2'000).to_text(), "f:2:4001");
}

}  // namespace
}  // namespace ebbtide
