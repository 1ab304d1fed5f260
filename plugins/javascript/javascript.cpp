// JavaScript: node itself finds out whether a file is an ES module; this reads what it prints.
#include "plugins/support/node_errors.hpp"

namespace {

class JavaScript {
 public:
  explicit JavaScript(cordon::Config) {}

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step == "run") errors_.parse(output, report);
  }

 private:
  const cordon::plugins::NodeErrors errors_;
};

}  // namespace

CORDON_PLUGIN(JavaScript, "javascript", "1.0.0");
