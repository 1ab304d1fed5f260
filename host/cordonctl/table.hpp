// Text in columns. A plain function.
#pragma once

#include <string>
#include <vector>

namespace cordon::cordonctl {

using Row = std::vector<std::string>;

// Columns as wide as their widest cell (in characters, not bytes), two spaces apart; lines end without spaces.
std::string in_columns(const std::vector<Row>& rows);

}  // namespace cordon::cordonctl
