#include "guest/protocol/codec.hpp"

namespace cordon::protocol {
namespace {

using base::Reader;
using base::Writer;

constexpr std::size_t header_size = 5;
constexpr std::uint32_t max_words = 4096;  // arguments, or environment variables, of one program

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

std::string frame(Type type, std::string_view payload) {
  return std::move(Writer{}
                       .number(static_cast<std::uint32_t>(payload.size() + 1))
                       .number(static_cast<std::uint8_t>(type))
                       .raw(payload))
      .take();
}

void write_words(Writer& writer, const std::vector<std::string>& words) {
  writer.number(static_cast<std::uint32_t>(words.size()));
  for (const std::string& word : words) writer.text(word);
}

std::vector<std::string> read_words(Reader& reader) {
  std::vector<std::string> words;
  const auto count = reader.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && i < max_words && !reader.bad(); ++i) words.emplace_back(reader.text());
  return words;
}

std::string encode_run(const Run& run) {
  Writer writer;
  write_words(writer, run.argv);
  write_words(writer, run.environment);
  writer.number(run.file_size).number(run.open_files).number(run.cpu_seconds).number(run.processes);
  writer.number(run.watch_memory).number(run.watch_cpu_us).number(std::uint8_t{run.merge_output});
  writer.number(std::uint8_t{run.start_nothing}).number(run.memory);
  writer.number(static_cast<std::uint16_t>(run.processors.size()));
  for (const std::uint16_t processor : run.processors) writer.number(processor);
  writer.number(static_cast<std::uint8_t>(run.start)).text(run.library);
  return frame(Type::run, writer.data());
}

Run decode_run(Reader& in) {
  Run run;
  run.argv = read_words(in);
  run.environment = read_words(in);
  run.file_size = in.number<std::uint64_t>();
  run.open_files = in.number<std::uint32_t>();
  run.cpu_seconds = in.number<std::uint32_t>();
  run.processes = in.number<std::uint32_t>();
  run.watch_memory = in.number<std::uint64_t>();
  run.watch_cpu_us = in.number<std::uint64_t>();
  run.merge_output = in.number<std::uint8_t>() != 0;
  run.start_nothing = in.number<std::uint8_t>() != 0;
  run.memory = in.number<std::uint64_t>();
  const auto processors = in.number<std::uint16_t>();
  for (std::uint16_t i = 0; i < processors && i < max_processors && !in.bad(); ++i)
    run.processors.push_back(in.number<std::uint16_t>());
  run.start = Start{in.number<std::uint8_t>()};
  run.library = in.text();
  return run;
}

std::string encode_exit(const Exit& exit) {
  Writer writer;
  writer.number(exit.wait_status).number(exit.wall_us).number(exit.user_us).number(exit.system_us);
  writer.number(exit.memory_peak).number(std::uint8_t{exit.memory_exceeded}).number(std::uint8_t{exit.cpu_exceeded});
  writer.number(std::uint8_t{exit.file_limit_reached}).number(std::uint8_t{exit.process_limit_reached});
  writer.number(std::uint8_t{exit.signalled_itself}).number(static_cast<std::uint8_t>(exit.full)).number(exit.agent_us);
  writer.number(exit.unreachable).number(static_cast<std::uint8_t>(exit.denied_calls.size()));
  for (const DeniedCall& call : exit.denied_calls) writer.number(call.number).number(call.count);
  return frame(Type::exit, writer.data());
}

Exit decode_exit(Reader& in) {
  Exit exit;
  exit.wait_status = in.number<std::int32_t>();
  exit.wall_us = in.number<std::int64_t>();
  exit.user_us = in.number<std::int64_t>();
  exit.system_us = in.number<std::int64_t>();
  exit.memory_peak = in.number<std::uint64_t>();
  exit.memory_exceeded = in.number<std::uint8_t>() != 0;
  exit.cpu_exceeded = in.number<std::uint8_t>() != 0;
  exit.file_limit_reached = in.number<std::uint8_t>() != 0;
  exit.process_limit_reached = in.number<std::uint8_t>() != 0;
  exit.signalled_itself = in.number<std::uint8_t>() != 0;
  exit.full = static_cast<FullPlace>(std::min(in.number<std::uint8_t>(), static_cast<std::uint8_t>(FullPlace::shm)));
  exit.agent_us = in.number<std::int64_t>();
  exit.unreachable = in.number<std::uint64_t>();
  const auto calls = in.number<std::uint8_t>();
  for (std::uint8_t i = 0; i < calls && i < max_denied_calls && !in.bad(); ++i) {
    const auto number = in.number<std::uint32_t>();
    exit.denied_calls.push_back({number, in.number<std::uint64_t>()});
  }
  return exit;
}

// Nothing for a type that does not travel in this direction. Whether all was there is for the caller to see.
std::optional<FromHost> decode_from_host(Type type, Reader& in) {
  switch (type) {
    case Type::put: {
      Put put;
      put.mode = in.number<std::uint16_t>();
      put.append = in.number<std::uint8_t>() != 0;
      put.path = in.text();
      put.data = in.rest();
      return put;
    }
    case Type::run:
      return decode_run(in);
    case Type::input:
      return Input{std::string{in.rest()}};
    case Type::input_end:
      return InputEnd{};
    case Type::signal:
      return Signal{in.number<std::int32_t>()};
    case Type::stop:
      return Stop{};
    case Type::collect: {
      const auto limit = in.number<std::uint64_t>();
      return Collect{std::string{in.text()}, limit};
    }
    default:
      return {};
  }
}

std::optional<FromAgent> decode_from_agent(Type type, Reader& in) {
  switch (type) {
    case Type::ready:
      return Ready{};
    case Type::failed: {
      const auto error_number = in.number<std::int32_t>();
      return Failed{std::string{in.text()}, error_number};
    }
    case Type::output:
      return Output{std::string{in.rest()}, false};
    case Type::error_output:
      return Output{std::string{in.rest()}, true};
    case Type::input_credit:
      return InputCredit{in.number<std::uint32_t>()};
    case Type::exit:
      return decode_exit(in);
    case Type::file: {
      File file;
      file.mode = in.number<std::uint16_t>();
      file.more = in.number<std::uint8_t>() != 0;
      file.path = in.text();
      file.data = in.rest();
      return file;
    }
    case Type::collected: {
      const auto files = in.number<std::uint32_t>();
      return Collected{files, in.number<std::uint8_t>() != 0};
    }
    default:
      return {};
  }
}

}  // namespace

std::string encode(const FromHost& message) {
  return std::visit(
      Overloaded{
          [](const Put& m) {
            return frame(Type::put,
                         Writer{}.number(m.mode).number(std::uint8_t{m.append}).text(m.path).raw(m.data).data());
          },
          [](const Run& m) { return encode_run(m); },
          [](const Input& m) { return frame(Type::input, m.data); },
          [](const InputEnd&) { return frame(Type::input_end, {}); },
          [](const Signal& m) { return frame(Type::signal, Writer{}.number(m.number).data()); },
          [](const Stop&) { return frame(Type::stop, {}); },
          [](const Collect& m) { return frame(Type::collect, Writer{}.number(m.limit).text(m.path).data()); },
      },
      message);
}

std::string encode(const FromAgent& message) {
  return std::visit(
      Overloaded{
          [](const Ready&) { return frame(Type::ready, {}); },
          [](const Failed& m) { return frame(Type::failed, Writer{}.number(m.error_number).text(m.step).data()); },
          [](const Output& m) { return frame(m.error_stream ? Type::error_output : Type::output, m.data); },
          [](const InputCredit& m) { return frame(Type::input_credit, Writer{}.number(m.bytes).data()); },
          [](const Exit& m) { return encode_exit(m); },
          [](const File& m) {
            return frame(Type::file,
                         Writer{}.number(m.mode).number(std::uint8_t{m.more}).text(m.path).raw(m.data).data());
          },
          [](const Collected& m) {
            return frame(Type::collected, Writer{}.number(m.files).number(std::uint8_t{m.truncated}).data());
          },
      },
      message);
}

void append_output(std::string& frames, bool error_stream, std::string_view data) {
  const auto length = static_cast<std::uint32_t>(data.size() + 1);
  frames.append(reinterpret_cast<const char*>(&length), sizeof length);
  frames += static_cast<char>(error_stream ? Type::error_output : Type::output);
  frames += data;
}

std::optional<Decoder::Frame> Decoder::next_frame() {
  if (used_ > 0 && (used_ == buffer_.size() || used_ > max_payload)) {
    buffer_.erase(0, used_);
    used_ = 0;
  }
  const std::string_view rest = std::string_view{buffer_}.substr(used_);
  if (bad_ || rest.size() < header_size) return {};
  Reader header{rest};
  const auto length = header.number<std::uint32_t>();
  if (length == 0 || length > max_payload + 1) {
    bad_ = true;
    return {};
  }
  if (rest.size() < 4 + std::size_t{length}) return {};
  used_ += 4 + std::size_t{length};
  return Frame{static_cast<Type>(rest[4]), rest.substr(header_size, length - 1)};
}

template <class Message>
std::optional<Message> Decoder::next(std::optional<Message> (*decode)(Type, Reader&)) {
  const auto frame = next_frame();
  if (!frame) return {};
  Reader in{frame->payload};
  std::optional<Message> message = decode(frame->type, in);
  if (!message || !in.complete()) {
    bad_ = true;
    return {};
  }
  return message;
}

std::optional<FromHost> Decoder::next_from_host() { return next<FromHost>(decode_from_host); }

std::optional<FromAgent> Decoder::next_from_agent() { return next<FromAgent>(decode_from_agent); }

}  // namespace cordon::protocol
