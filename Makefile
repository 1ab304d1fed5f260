# The front door. `make help` tells what there is.
.DEFAULT_GOAL := help
.PHONY: help run build test asan tsan fuzz tidy check-trixie bench bench-micro soak format clean packages images

help: ## this text
	@echo "Cordon: run other people's code, each run in a sandbox of its own."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Settings (environment): HOST=127.0.0.1 PORT=8000 STATE_DIR=/var/lib/cordon LANGUAGES_PATH=languages.d"

run: packages build ## install what is missing, build, and start the server with all languages
	@packaging/run

build: packages ## build what `make run` starts
	@cmake --preset release && cmake --build --preset release

test: packages ## every test: unit, sandbox, languages, API, faults
	@tests/run

asan: packages ## the unit tests with AddressSanitizer and UBSan
	cmake --workflow --preset asan

tsan: packages ## the unit tests with ThreadSanitizer
	cmake --workflow --preset tsan

fuzz: packages ## every fuzz target for FUZZ_SECONDS (600) each
	@packaging/install-packages clang-19 libclang-rt-19-dev
	cmake --preset fuzz && cmake --build --preset fuzz
	@for target in $$(ls tests/fuzz/corpus); do \
	  echo "== $$target"; tests/fuzz/run build/fuzz $$target -max_total_time=$${FUZZ_SECONDS:-600} || exit; done

tidy: packages ## clang-tidy on every file
	@packaging/install-packages clang-19 clang-tidy-19
	cmake --workflow --preset tidy

check-trixie: packages ## build and unit-test inside a Debian 13 root file system (by hand: takes a while)
	@packaging/check-trixie

bench: packages ## measure against the bare tools and other sandboxes (ROUNDS=10 LANGUAGES="python cpp": less)
	@packaging/install-packages runc crun podman
	@cmake --preset release && cmake --build --preset bench
	@/usr/bin/python3 bench/bench.py

bench-micro: packages ## measure single functions: frames, JSON, rules, the steps of a sandbox (ARGS=--benchmark_filter=codec)
	@cmake --preset release && cmake --build --preset bench-micro
	@build/release/bin/bench_micro $(ARGS)

soak: packages ## run 200,000 programs (COUNT) on one server; a wrong answer or anything left behind fails
	@cmake --preset release && cmake --build --preset release
	@/usr/bin/python3 bench/soak.py

images: build ## build the language images and nothing else
	@packaging/run --images-only

packages:
	@packaging/install-packages

format: ## format every source file
	@packaging/install-packages clang-format-19
	git ls-files '*.cpp' '*.hpp' '*.h' | xargs clang-format-19 -i

clean: ## remove what was built (images stay, in STATE_DIR)
	rm -rf build
