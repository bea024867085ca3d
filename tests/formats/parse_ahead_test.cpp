#include "formats/parse_ahead.h"

#include <gtest/gtest.h>

#include <atomic>

namespace ebbtide {
namespace {

const std::string long_text(ParseAhead::shortest_file, 'x');

Document document_of(std::string text) { return Document(Source("c.xml", std::move(text)), true); }

TEST(ParseAhead, GivesEachDocumentOnce) {
  ParseAhead ahead;
  ahead.add("long", long_text, document_of);
  ahead.add("short", "y", document_of);
  EXPECT_TRUE(ahead.has("long"));
  ASSERT_EQ(ahead.take("short")->source().text(), "y");
  ASSERT_EQ(ahead.take("long")->source().text(), long_text);
  EXPECT_FALSE(ahead.has("long"));
  EXPECT_FALSE(ahead.take("long"));
  EXPECT_FALSE(ahead.take("other"));
}

TEST(ParseAhead, ParsesLongFilesOnAThreadOfItsOwn) {
  const auto thread_of = [](const std::string& text) {
    ParseAhead ahead;
    std::thread::id found;
    ahead.add("c", text, [&](std::string given) {
      found = std::this_thread::get_id();
      return document_of(std::move(given));
    });
    ahead.take("c");
    return found;
  };
  EXPECT_EQ(thread_of("short"), std::this_thread::get_id());
  EXPECT_NE(thread_of(long_text), std::this_thread::get_id());
}

TEST(ParseAhead, HandsOnWhatTheParserThrows) {
  ParseAhead ahead;
  ahead.add("c", long_text, [](const std::string&) -> Document { throw Error("not well-formed"); });
  EXPECT_THROW(ahead.take("c"), Error);
  EXPECT_FALSE(ahead.has("c"));
}

TEST(ParseAhead, IsFullWithAFewDocuments) {
  ParseAhead ahead;
  for (std::size_t i = 0; i < ParseAhead::most_waiting; ++i) {
    EXPECT_FALSE(ahead.is_full());
    ahead.add(std::to_string(i), long_text, document_of);
  }
  EXPECT_TRUE(ahead.is_full());
  ahead.take("2");
  EXPECT_FALSE(ahead.is_full());
}

TEST(ParseAhead, EndsWithDocumentsNobodyTook) {
  std::atomic<int> parsed = 0;
  {
    ParseAhead ahead;
    for (const char* const path : {"a", "b", "c"}) {
      ahead.add(path, long_text, [&](std::string text) {
        ++parsed;
        return document_of(std::move(text));
      });
    }
  }
  EXPECT_LE(parsed, 3);
}

}  // namespace
}  // namespace ebbtide
