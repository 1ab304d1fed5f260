#include "host/cordonctl/table.hpp"

#include <gtest/gtest.h>

using namespace cordon::cordonctl;

TEST(Table, PadsColumnsToTheirWidestCell) {
  EXPECT_EQ(in_columns({{"ID", "VERSION"}, {"python", "3.13"}, {"go", "1"}}),
            "ID      VERSION\npython  3.13\ngo      1\n");
}

TEST(Table, CountsCharactersRatherThanBytes) {
  EXPECT_EQ(in_columns({{"größe", "x"}, {"ab", "y"}}), "größe  x\nab     y\n");
}

TEST(Table, LeavesNoSpacesAtTheEndOfALine) { EXPECT_EQ(in_columns({{"a", ""}, {"bb", "c"}}), "a\nbb  c\n"); }
