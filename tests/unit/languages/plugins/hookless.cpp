// The smallest plugin there can be: no hooks, so the host does what the manifest says.
#include <cordon/plugin.hpp>

namespace {
struct Hookless {
  explicit Hookless(cordon::Config) {}
};
}  // namespace

CORDON_PLUGIN(Hookless, "hookless", "1.0.0");
