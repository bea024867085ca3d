#include "formats/xml.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

std::string error_of(const std::string& text) {
  try {
    parse_xml("c.xml", text);
    return "";
  } catch (const Error& error) {
    return error.where().to_text() + ": " + error.what();
  }
}

std::string text_of_sql(const std::string& sql) {
  const Document document = parse_xml("c.xml", one_change_set("<sql>" + sql + "</sql>"));
  return std::string(*document.root().child("changeSet")->child("sql")->text);
}

TEST(Xml, TextAndCdataAreJoinedAndTrimmed) {
  EXPECT_EQ(text_of_sql("\n a &lt; b <![CDATA[ && ]]> <![CDATA[c]]> \n"), "a < b  &&  c");
  EXPECT_EQ(text_of_sql("a<!-- no -->b"), "ab");
}

TEST(Xml, NamespacePrefixesAreLeftOut) {
  const Document document =
      parse_xml("c.xml",
                "<l:databaseChangeLog xmlns:l=\"http://www.liquibase.org/xml/ns/dbchangelog\""
                " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                " xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog "
                "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.1.xsd\">"
                "<l:changeSet id=\"1\" author=\"a\"/></l:databaseChangeLog>");
  EXPECT_EQ(document.root().children.at(0).name, "changeSet");
}

TEST(Xml, KnowsEncodings) {
  std::string latin = one_change_set("<sql>\xE9</sql>");
  latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + latin;
  EXPECT_EQ(*parse_xml("c.xml", latin).root().child("changeSet")->child("sql")->text, "\u00e9");
  EXPECT_NE(
      error_of("<?xml version=\"1.0\" encoding=\"no-such\"?>\n" + one_change_set("")).find("UTF-8"),
      std::string::npos);
  EXPECT_NE(error_of(latin.replace(latin.find("ISO-8859-1"), 10, "UTF-8")).find("not UTF-8"),
            std::string::npos);
}

TEST(Xml, PlacesAreThoseOfNames) {
  const Document document = parse_xml("c.xml", one_change_set("\n  <sql\n   dbms=\"x\">1</sql>"));
  const Node& sql = *document.root().child("changeSet")->child("sql");
  EXPECT_EQ(document.position(sql).to_text(), "c.xml:3:4");
  EXPECT_EQ(document.position(*sql.child("dbms")).to_text(), "c.xml:4:4");
}

TEST(Xml, WhatIsNotWellFormedIsRefused) {
  EXPECT_NE(error_of("").find("empty"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("<sql>")).find("does not match"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("<sql>&nbsp;</sql>")).find("'&nbsp;'"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("<sql>a & b</sql>")).find("&amp;"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("<sql a=\"1\" a=\"2\"/>")).find("given twice"),
            std::string::npos);
  EXPECT_NE(error_of(one_change_set("<sql>\x01</sql>")).find("control character"),
            std::string::npos);
  EXPECT_NE(error_of(one_change_set("<sql>&#0;</sql>")), "");
  EXPECT_NE(error_of(one_change_set("<!-- a -- b -->")).find("--"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("<x:sql/>")).find("prefix 'x'"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("") + "<a/>").find("second root"), std::string::npos);
  EXPECT_NE(error_of(one_change_set("") + "text").find("outside"), std::string::npos);
  EXPECT_NE(error_of("\n<?xml version=\"1.0\"?>" + one_change_set("")).find("very start"),
            std::string::npos);
}

TEST(Xml, WhatCouldReadFilesOrFillTheMemoryIsRefused) {
  EXPECT_NE(
      error_of("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + one_change_set(""))
          .find("DOCTYPE"),
      std::string::npos);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<and>";
  EXPECT_NE(error_of(xml_changelog(deep)), "");
}

TEST(Xml, AnotherRootIsRefused) {
  EXPECT_NE(error_of("<html/>").find("databaseChangeLog"), std::string::npos);
  EXPECT_NE(error_of("<databaseChangeLog/>").find("namespace"), std::string::npos);
}

}  // namespace
}  // namespace ebbtide
