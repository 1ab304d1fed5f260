// cordon_fake_server [PORT [LOG_LEVEL]]: every program "prints" hi.
#include "base/log.hpp"
#include "host/http/server.hpp"
#include "tests/unit/api/fakes.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <iostream>

int main(int argc, char** argv) {
  using namespace cordon;
  base::start_log(argc > 2 ? argv[2] : "info");
  asio::io_context context{1};
  api::FakeExecutor executor;
  const api::FakeCatalog catalog;
  http::Server server{context.get_executor(),
                      {.port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 8000)},
                      api::routes({.executor = executor,
                                   .languages = catalog,
                                   .health = api::healthy,
                                   .pools = [] { return api::PoolReport{}; },
                                   .version = "0.1.0"})};
  if (const auto started = server.start(); !started) {
    std::cerr << started.error().message << '\n';
    return 1;
  }
  std::cout << "http://127.0.0.1:" << server.port() << std::endl;
  asio::signal_set signals{context, SIGINT, SIGTERM};
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) asio::co_spawn(context, server.stop(seconds{5}), asio::detached);
  });
  context.run();
}
