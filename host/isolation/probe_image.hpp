// The program cordon-probe (guest/probe), carried in this one: nobody has to install it, find it or be
// allowed to read it, and it is always of the same version.
#pragma once

#include <string_view>

namespace cordon::isolation {

std::string_view probe_image();

}  // namespace cordon::isolation
