# `make run` and `make test` set everything up at their first call; `make help` says what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run media snapshot test check thorough transitions bench package clean

PYTHON := .venv/bin/python
MADE_FROM := uv.lock pyproject.toml $(wildcard tools/set_up.py tools/debian.py tools/qt_libraries.py tools/relocation.py tools/servers.py)
WALL ?=
ARGS ?=
# By the environment, so that a name with spaces, or one with signs of the shell, stays one argument.
export OPENED = $(if $(filter ~/%,$(WALL)),$(patsubst ~/%,$(HOME)/%,$(WALL)),$(WALL))

help:
	@echo "make run                 the wall (WALL=file.yaml: another one)"
	@echo "make media               what web and video tiles are shown with, too (Qt WebEngine and Multimedia, some 175 MB)"
	@echo "make snapshot            pictures of every screen and scene, in snapshots/"
	@echo "make test                every gate, then the tests; installs nothing on this computer"
	@echo "make check               the gates without the tests"
	@echo "make thorough            the tests of generated examples, with ten times as many (10 minutes)"
	@echo "make transitions         monitors that go and come in every order, on a real X server (3 minutes)"
	@echo "make bench               what the wall costs, beside a baseline; writes docs/performance.md (30 minutes; ARGS=--short: five, for a try)"
	@echo "make package             dist/langbiang: one folder that runs without Python; tried as it will be used"
	@echo "make clean               takes away .venv, .tools and what tools keep beside them"

run: .venv/run.stamp
	@$(PYTHON) main.py run $${OPENED:+"$$OPENED"} $(ARGS)

# By no stamp: `uv sync` by hand takes the extra away again.
media:
	@python3 -m tools.set_up media

snapshot: .venv/run.stamp
	@$(PYTHON) main.py snapshot $${OPENED:+"$$OPENED"} --out snapshots $(ARGS)

test: .venv/test.stamp .tools/test.stamp
	@$(PYTHON) -m tools.gates

check: .venv/test.stamp .tools/test.stamp
	@$(PYTHON) -m tools.gates lint format types imports dependencies

thorough: .venv/test.stamp .tools/test.stamp
	@$(PYTHON) -m tools.gates thorough

transitions: .venv/test.stamp .tools/test.stamp
	@$(PYTHON) -m tools.gates transitions

.venv/run.stamp: $(MADE_FROM)
	@python3 -m tools.set_up run

.venv/test.stamp .tools/test.stamp &: $(MADE_FROM)
	@python3 -m tools.set_up test

bench: .venv/test.stamp .tools/test.stamp
	@$(PYTHON) -m benchmarks $(ARGS)

package: .venv/test.stamp .tools/test.stamp
	@$(PYTHON) -m tools.package

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
