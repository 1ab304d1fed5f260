// What the kernel keeps for each thread and can only be changed by the thread itself.
#pragma once

namespace cordon::parked {

// Has every thread of this process, and all that they start, do what `each` does: system calls only. The other
// threads are interrupted for it. False where one of them could not be reached.
bool in_every_thread(void (*each)());

}  // namespace cordon::parked
