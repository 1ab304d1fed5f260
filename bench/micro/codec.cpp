// The frames between host and agent: bytes a second, there and back.

#include "guest/protocol/codec.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace cordon::protocol;

void encode_output(benchmark::State& state) {
  const std::string data(static_cast<std::size_t>(state.range(0)), 'x');
  std::string frames;
  for (auto _ : state) {
    frames.clear();
    append_output(frames, false, data);
    benchmark::DoNotOptimize(frames.data());
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(encode_output)->Arg(16)->Arg(4096)->Arg(65536);

void decode_output(benchmark::State& state) {
  std::string frames;
  append_output(frames, false, std::string(static_cast<std::size_t>(state.range(0)), 'x'));
  Decoder decoder;
  for (auto _ : state) {
    decoder.feed(frames);
    auto message = decoder.next_from_agent();
    benchmark::DoNotOptimize(message);
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(decode_output)->Arg(16)->Arg(4096)->Arg(65536);

void encode_and_decode_run(benchmark::State& state) {
  const FromHost run{Run{.argv = {"/usr/bin/python3", "main.py"},
                         .environment = {"HOME=/box", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "USER=sandbox"}}};
  Decoder decoder;
  for (auto _ : state) {
    decoder.feed(encode(run));
    auto message = decoder.next_from_host();
    benchmark::DoNotOptimize(message);
  }
}
BENCHMARK(encode_and_decode_run);

}  // namespace
