#include "operations/write_file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temporary_folder.h"
#include "text/error.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

class WriteFile : public testing::Test {
 protected:
  std::size_t count() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
  }

  TemporaryFolder folder;
};

TEST_F(WriteFile, NeverWritesOverAnother) {
  write_new_file(folder.at("deep/er/a"), "one");
  EXPECT_EQ(read_whole_file(folder.at("deep/er/a")), "one");
  EXPECT_THROW(write_new_file(folder.at("deep/er/a"), "two"), Error);
  EXPECT_EQ(read_whole_file(folder.at("deep/er/a")), "one");
}

TEST_F(WriteFile, ReplacesWholeFilesAndKeepsWhoMayReadThem) {
  replace_file(folder.at("a"), "one");
  fs::permissions(folder.at("a"), fs::perms::owner_read | fs::perms::owner_write);
  replace_file(folder.at("a"), "two");
  EXPECT_EQ(read_whole_file(folder.at("a")), "two");
  EXPECT_EQ(fs::status(folder.at("a")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(count(), 1U);
}

TEST_F(WriteFile, FollowsALinkToWhatItMeans) {
  write_new_file(folder.at("a"), "one");
  fs::create_symlink("a", folder.at("link"));
  write_file(folder.at("link"), "two");
  EXPECT_TRUE(fs::is_symlink(folder.at("link")));
  EXPECT_EQ(read_whole_file(folder.at("a")), "two");
}

TEST_F(WriteFile, SaysWhyNotAndLeavesNothingBeside) {
  fs::create_directory(folder.at("folder"));
  write_new_file(folder.at("folder/a"), "");
  try {
    replace_file(folder.at("folder"), "text");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()),
              "cannot write the file '" + folder.at("folder") + "': Is a directory");
  }
  EXPECT_EQ(count(), 1U);
}

}  // namespace
}  // namespace ebbtide
