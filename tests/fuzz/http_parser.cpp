// Bytes from a socket, in pieces of any size: the same request comes out whatever the pieces are.
#include "host/http/parser.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

namespace {

struct Outcome {
  bool accepted = false;
  std::string method, path, body;
  std::size_t used = 0;
  bool operator==(const Outcome&) const = default;
};

Outcome parse(std::string_view stream, std::size_t piece) {
  const http::Options options{.header_limit = 1_KiB, .body_limit = 4_KiB};
  http::Parser parser{options};
  Outcome outcome;
  std::string pending;
  std::size_t offered = 0;
  while (parser.phase() != http::Parser::Phase::done && offered < stream.size()) {
    pending += stream.substr(offered, piece);
    offered = std::min(stream.size(), offered + piece);
    const auto used = parser.feed(pending);
    if (!used) return {};
    fuzz::claim(*used <= pending.size(), "no more is used than there is");
    outcome.used += *used;
    pending.erase(0, *used);
  }
  fuzz::claim(parser.request().body.size() <= options.body_limit.count, "the body is within its limit");
  if (parser.phase() != http::Parser::Phase::done) return {};
  (void)parser.keep_alive();
  return {true, parser.request().method, parser.request().path, parser.request().body, outcome.used};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  const std::size_t piece = input.byte() % 16 + 1;
  const Outcome whole = parse(input.rest(), input.rest().size() + 1);
  fuzz::claim(parse(input.rest(), piece) == whole, "pieces make no difference");
  return 0;
}
