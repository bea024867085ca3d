# The front door. `make demo` and `make test` are all a newcomer needs.
.DEFAULT_GOAL := release
.PHONY: release install packages sbom demo test test-sanitized test-thread test-matrix test-packages test-reproducible soak fuzz bench format check-format tidy check docs clean

cores := $(shell nproc)
ccache := $(shell command -v ccache 2>/dev/null)
launcher := $(if $(ccache),-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
sources = $(shell git ls-files '*.cpp' '*.h')

release: ## build the program: build/release/ebbtide
	@scripts/install-packages build
	@cmake --preset release -DEBBTIDE_TESTS=OFF $(launcher) >/dev/null
	@cmake --build build/release -j $(cores) --target ebbtide

prefix := /usr/local
liquibase := no
link = -DEBBTIDE_LIQUIBASE_LINK=$(if $(filter yes,$(liquibase)),ON,OFF)
install: release ## install under prefix=/usr/local, below DESTDIR if given; liquibase=yes: a link of that name too
	@cmake build/release $(link) >/dev/null
	@cmake --install build/release --prefix $(prefix)

# Times in packages are that of the commit, so that they are the same whenever they are made.
packages: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
packages: release ## make a .deb and an archive: build/release/packages; liquibase=yes as above
	@cmake build/release $(link) >/dev/null
	@cd build/release && cpack >packages.log || { cat packages.log; exit 1; }
	@ls -sh build/release/packages/ebbtide*

sbom: release ## write what the program is made of, as SPDX: build/release/ebbtide.spdx.json
	@packaging/write-sbom build/release build/release/ebbtide.spdx.json

demo: release ## show the main job on the embedded SQLite
	@demo/run build/release/ebbtide

test: ## run every test, against private servers it starts and stops
	@scripts/install-packages test
	@cmake --preset release -B build/test -DEBBTIDE_TESTS=ON -DEBBTIDE_PRECOMPILE=tests $(launcher) >/dev/null
	@cmake --build build/test -j $(cores)
	@EBBTIDE_TEST_SERVERS=required tests/support/with-servers ctest --test-dir build/test --output-on-failure -j $(cores)

test-sanitized: ## the same tests but the samples of soak, by clang with the address and undefined-behaviour sanitizers
	@scripts/install-packages sanitized
	@cmake --preset dev $(launcher) >/dev/null
	@cmake --build build/dev -j $(cores)
	@EBBTIDE_TEST_SERVERS=required tests/support/with-servers ctest --test-dir build/dev --output-on-failure -j $(cores) -E '^(kill|random)_'

test-thread: ## the unit tests, every command and many databases in one process, with the thread sanitizer
	@scripts/install-packages test
	@cmake --preset thread $(launcher) >/dev/null
	@cmake --build build/thread -j $(cores) --target ebbtide unit_tests test_threads
	@EBBTIDE_TEST_SERVERS=required tests/support/with-servers ctest --test-dir build/thread --output-on-failure -j $(cores) -R '^(unit_|cli_|demo|threads)'

test-matrix: ## the server tests on PostgreSQL 14, 16, 17, 18 and MySQL 9; fetches them once
	@scripts/install-packages matrix
	@cmake --preset release -B build/test -DEBBTIDE_TESTS=ON -DEBBTIDE_PRECOMPILE=tests $(launcher) >/dev/null
	@cmake --build build/test -j $(cores)
	@tests/support/test-matrix build/test

test-packages: packages ## install the packages into a clean Debian, and use them there
	@scripts/install-packages packages
	@EBBTIDE_TEST_SERVERS=required tests/support/with-servers tests/packages/try build/release/packages

test-reproducible: ## build twice in different folders; the packages must be the same bytes
	@scripts/install-packages build
	@tests/packages/reproducible

soak: ## what takes long: kills at every boundary between statements, random changelogs, the extensions of CONTRIBUTING.md done, packages tried
	@scripts/install-packages test
	@cmake --preset release -B build/test -DEBBTIDE_TESTS=ON -DEBBTIDE_PRECOMPILE=tests $(launcher) >/dev/null
	@cmake --build build/test -j $(cores) --target ebbtide
	@EBBTIDE_TEST_SERVERS=required tests/support/with-servers tests/soak/run build/test
	@tests/extension-exercise
	@$(MAKE) --no-print-directory test-packages test-reproducible

fuzz_seconds := 60
fuzz: ## fuzz each reader and the SQL splitter for a minute
	@scripts/install-packages sanitized
	@tests/fuzz/run $(fuzz_seconds)

bench: ## measure start-up, update, memory and loading
	@scripts/install-packages test
	@cmake --preset release -B build/bench -DEBBTIDE_TESTS=ON $(launcher) >/dev/null
	@cmake --build build/bench -j $(cores)
	@tests/bench/run build/bench

docs: release ## write the generated part of docs/
	@scripts/write-reference build/release/ebbtide
	@scripts/write-json-schemas build/release/ebbtide

format: ## bring all sources into shape
	@clang-format -i $(sources)

check-format: ## fail where `make format` would change something
	@scripts/install-packages check
	@clang-format --dry-run --Werror $(sources)

newest :=
tidy: ## clang-tidy over the product, twenty minutes on two cores; newest=COUNT: over the sources changed last
	@scripts/install-packages check
	@scripts/tidy $(if $(newest),--newest $(newest))

base = $(shell git merge-base HEAD origin/main 2>/dev/null || git merge-base HEAD main 2>/dev/null || git rev-parse HEAD)
check: ## before each push: format, clang-tidy of what changed since base=COMMIT, unit tests; two minutes
	@scripts/install-packages check
	@$(MAKE) --no-print-directory check-format
	@scripts/tidy --since $(base)
	@cmake --preset dev $(launcher) >/dev/null
	@cmake --build build/dev -j $(cores) --target unit_tests
	@ctest --test-dir build/dev --output-on-failure -j $(cores) -R '^unit_'

clean:
	@rm -rf build
