#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "schema/compare.h"
#include "schema/excerpt.h"

namespace ebbtide {

/// Each table of a schema that was read by itself is as it is in the whole; programs aside.
inline void expect_tables_alone_as_in(
    const schema::Schema& whole,
    const std::function<schema::Schema(const schema::Name&)>& read_alone) {
  for (const schema::Table& table : whole.tables) {
    schema::Schema part = excerpt_of(whole, {table.name});
    part.programs.clear();
    const schema::Schema alone = read_alone(table.name);
    ASSERT_EQ(alone.tables.size(), 1u) << table.name.to_text();
    for (const schema::Difference& one : differences(part, alone)) ADD_FAILURE() << one.to_text();
  }
}

}  // namespace ebbtide
