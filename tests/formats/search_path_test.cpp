#include "formats/search_path.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/at_once.h"
#include "tests/support/temporary_folder.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

// db/root.xml, db/sub/a.xml, db/sub/b.xml and db/sub/x.sql with `select 1;`
const std::string archive = std::string(TESTS_FOLDER) + "/formats/data/app.jar";

/// A folder that lives as long as the test.
class Folder : public TemporaryFolder {
 public:
  std::string path() const { return TemporaryFolder::path().string(); }
};

std::string refusal(const SearchPath::Options& options, const std::string& path) {
  try {
    SearchPath(options).read(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(SearchPath, FilesThatGzipPackedAreReadUnpacked) {
  const unsigned char packed[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
                                  0x03, 0xcb, 0x4c, 0xe1, 0x32, 0xe4, 0x02, 0x00, 0x0f,
                                  0xe9, 0x5b, 0xcd, 0x05, 0x00, 0x00, 0x00};
  const std::string bytes(reinterpret_cast<const char*>(packed), sizeof packed);
  const Folder folder;
  folder.write("rows.csv.gz", bytes);
  EXPECT_EQ(SearchPath({{folder.path()}}).read("rows.csv.gz"), "id\n1\n");
  folder.write("cut.csv.gz", bytes.substr(0, 15));
  EXPECT_NE(refusal({{folder.path()}}, "cut.csv.gz").find("cut.csv.gz"), std::string::npos);
}

TEST(SearchPath, FilesInAnArchiveAreFound) {
  const SearchPath files({.roots = {archive}});
  EXPECT_EQ(files.read("db/sub/x.sql"), "select 1;\n");
  EXPECT_TRUE(files.exists("db/root.xml"));
  EXPECT_FALSE(files.exists("db/sub"));
  EXPECT_FALSE(files.exists("x.sql"));
}

TEST(SearchPath, FilesInAnArchiveCanBeReadInAnyOrder) {
  const SearchPath files({.roots = {archive}});
  const std::string last = files.read("db/sub/x.sql");
  files.read("db/root.xml");
  EXPECT_EQ(files.read("db/sub/x.sql"), last);
  EXPECT_EQ(files.read("db/sub/x.sql"), last);
}

TEST(SearchPath, FoldersOfAnArchiveAreListedToADepth) {
  const SearchPath files({.roots = {archive}});
  EXPECT_EQ(join(files.list("db", {}), " "), "db/root.xml db/sub/a.xml db/sub/b.xml db/sub/x.sql");
  EXPECT_EQ(join(files.list("db", {.max_depth = 1}), " "), "db/root.xml");
  EXPECT_EQ(join(files.list("db", {.min_depth = 2, .ends_with = ".SQL"}), " "), "db/sub/x.sql");
}

TEST(SearchPath, AnArchiveCanBeNamedAsAJarUrl) {
  EXPECT_TRUE(SearchPath({.roots = {"jar:file:" + archive + "!/"}}).exists("db/root.xml"));
}

TEST(SearchPath, AFileThatTwoRootsHaveIsRefused) {
  const Folder folder;
  folder.write("db/root.xml", "other");
  const std::string refused = refusal({.roots = {folder.path(), archive}}, "db/root.xml");
  EXPECT_NE(refused.find("there are two files 'db/root.xml'"), std::string::npos);
  EXPECT_NE(refused.find("app.jar!/db/root.xml"), std::string::npos);
}

TEST(SearchPath, OfTwoFilesTheFirstCountsWhereThatIsAllowed) {
  const Folder folder;
  folder.write("db/root.xml", "other");
  std::string warning;
  const SearchPath files({.roots = {folder.path(), archive},
                          .duplicates = SearchPath::Duplicates::warned,
                          .warn = [&](const std::string& text) { warning = text; }});
  EXPECT_EQ(files.read("db/root.xml"), "other");
  EXPECT_TRUE(warning.ends_with("; the first one counts"));
}

TEST(SearchPath, SpareArchivesAreForWhatTheRootsDoNotHave) {
  const Folder folder;
  folder.write("db/root.xml", "other");
  const SearchPath files({.roots = {folder.path()}, .spare_archives = {"missing.jar", archive}});
  EXPECT_EQ(files.read("db/root.xml"), "other");
  EXPECT_EQ(files.read("db/sub/x.sql"), "select 1;\n");
}

TEST(SearchPath, ManyThreadsReadOneArchive) {
  std::atomic<int> warnings = 0;
  const SearchPath files(
      {.roots = {archive},
       .spare_archives = {std::string(TESTS_FOLDER) + "/formats/search_path_test.cpp"},
       .warn = [&](const std::string&) { ++warnings; }});
  at_once(8, [&](int) {
    for (int i = 0; i < 50; ++i) {
      EXPECT_EQ(files.read("db/sub/x.sql"), "select 1;\n");
      EXPECT_NE(files.read("db/root.xml"), "");
      EXPECT_FALSE(files.exists("db/none.sql"));
    }
  });
  EXPECT_EQ(warnings, 1);
}

TEST(SearchPath, WhatIsNoArchiveIsRefused) {
  const Folder folder;
  folder.write("a.zip", "hello");
  EXPECT_NE(refusal({.roots = {folder.path() + "/a.zip"}}, "x").find("a.zip"), std::string::npos);
  EXPECT_NE(refusal({.roots = {folder.path() + "/b.zip"}}, "x").find("does not exist"),
            std::string::npos);
}

TEST(SearchPath, PathsDoNotLeadOutUnlessAllowed) {
  const Folder folder;
  folder.write("secret.sql", "select 1;");
  folder.write("in/a.sql", "select 2;");
  const std::string root = folder.path() + "/in";
  EXPECT_NE(refusal({.roots = {root}}, "x/../../secret.sql").find("leads out of the search path"),
            std::string::npos);
  EXPECT_EQ(SearchPath({.roots = {root}, .may_leave = true}).read("../secret.sql"), "select 1;");
}

TEST(SearchPath, LinksDoNotLeadOutUnlessAllowed) {
  const Folder folder;
  folder.write("out/secret.sql", "select 1;");
  folder.link("in/file.sql", "../out/secret.sql");
  folder.link("in/folder", folder.path() + "/out");
  folder.link("in/twice.sql", "folder/secret.sql");
  const std::string root = folder.path() + "/in";
  for (const std::string name : {"file.sql", "folder/secret.sql", "twice.sql"}) {
    EXPECT_NE(refusal({.roots = {root}}, name).find("leads out of the search path"),
              std::string::npos);
    EXPECT_EQ(SearchPath({.roots = {root}, .may_leave = true}).read(name), "select 1;");
    EXPECT_EQ(SearchPath({.roots = {root, folder.path() + "/out"}}).read(name), "select 1;");
  }
}

TEST(SearchPath, LinksWithinTheSearchPathAreFollowed) {
  const Folder folder;
  folder.write("real/..data/a.sql", "select 1;");
  folder.link("real/a.sql", "..data/a.sql");
  folder.link("current", "real");
  const SearchPath files({.roots = {folder.path() + "/current"}});
  EXPECT_EQ(files.read("a.sql"), "select 1;");
  EXPECT_EQ(join(files.list("", {}), " "), "..data/a.sql a.sql");
}

TEST(SearchPath, ListingAFolderDoesNotFollowLinksOut) {
  const auto refused = [](const Folder& folder, const std::string& name,
                          const FolderQuery& query) -> std::string {
    try {
      SearchPath({.roots = {folder.path() + "/in"}}).list(name, query);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const Folder folder;
  folder.write("out/secret.sql", "select 1;");
  folder.link("in/parts/b.sql", "../../out/secret.sql");
  folder.link("in/whole", "../out");
  EXPECT_NE(refused(folder, "parts", {}).find("'parts/b.sql' leads out"), std::string::npos);
  EXPECT_NE(refused(folder, "whole", {}).find("'whole/' leads out"), std::string::npos);
  EXPECT_NE(refused(folder, "", {}).find("leads out"), std::string::npos);
  EXPECT_EQ(refused(folder, "parts", {.ends_with = ".xml"}), "");
  EXPECT_EQ(refused(folder, "", {.max_depth = 1}), "");
}

TEST(SearchPath, WhatIsNoRegularFileIsNotOpened) {
  const Folder folder;
  ASSERT_EQ(::mkfifo((folder.path() + "/pipe.sql").c_str(), 0600), 0);
  folder.link("zero.sql", "/dev/zero");
  folder.link("environment.sql", "/proc/self/environ");
  for (const std::string name : {"pipe.sql", "zero.sql", "environment.sql"}) {
    const SearchPath::Options options{.roots = {folder.path()}, .may_leave = true};
    EXPECT_NE(refusal(options, name).find("is no regular file"), std::string::npos) << name;
  }
}

TEST(SearchPath, APathThatIsThereButNotBelowItIsSaidWithHowToWriteIt) {
  const Folder folder;
  folder.write("db/app/changelog.xml", "");
  const std::string file = folder.path() + "/db/app/changelog.xml";
  const std::string real = fs::canonical(folder.path()).string();
  const std::string inside = refusal({{folder.path() + "/db"}}, file);
  EXPECT_NE(inside.find("write 'app/changelog.xml'"), std::string::npos) << inside;
  folder.write("else/a.xml", "");
  const std::string outside = refusal({{folder.path() + "/else"}}, file);
  EXPECT_NE(outside.find("write 'changelog.xml' with --search-path=" + real + "/db/app"),
            std::string::npos)
      << outside;
  const std::string missing = refusal({{folder.path()}}, "/no/such/changelog.xml");
  EXPECT_NE(missing.find("check the name, or add its folder with --search-path"), std::string::npos)
      << missing;
}

TEST(SearchPath, WhatMayNotBeReadIsNotMissing) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  const Folder folder;
  folder.write("secret/a.xml", "");
  folder.write("b.xml", "");
  fs::permissions(folder.path() + "/b.xml", fs::perms::none);
  fs::permissions(folder.path() + "/secret", fs::perms::none);
  for (const char* const path : {"b.xml", "secret/a.xml"}) {
    const std::string said = refusal({{folder.path()}}, path);
    EXPECT_NE(said.find("Permission denied; let the user"), std::string::npos) << said;
  }
  EXPECT_THROW(SearchPath({{folder.path()}}).list("", {}), Error);
  EXPECT_THROW(SearchPath({{folder.path() + "/secret/inner"}}), Error);
  fs::permissions(folder.path() + "/secret", fs::perms::owner_all);
}

}  // namespace
}  // namespace ebbtide
