// What the cage keeps of root's power.
#pragma once

namespace cordon::cage {

// Gives up, for the calling process and all it will ever start, every capability that making sandboxes does
// not need, and the keys of whoever started us. Throws std::system_error.
void keep_only_what_sandboxes_need();

}  // namespace cordon::cage
