# 残联结对帮扶台账 / ledger of paired help. `make help` lists the targets.
PYTHON ?= python3
RECORDS ?= records
PORT ?= 8000
JOBS ?= 2
ROOM ?= duties
SAMPLE ?= 100
SEED ?= 1
UV ?= uv

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TEST := $(VENV)/.ready-test
LEDGER := --records "$(RECORDS)" $(if $(AS_OF),--as-of $(AS_OF))
# Without the internet: make setup WHEELS=folder, which `make wheels WHEELS=folder` has filled where there is one. The
# locks are whole, so nothing is looked up that they leave out for this machine.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
  $(if $(WHEELS),--no-index --find-links "$(WHEELS)")
LOCKS ?= requirements.txt requirements-build.txt
WEB := tests/node/node_modules/.bin
# pip takes a pin without its extras for none, as soon as a later version is out.
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras

# make test CLOCK=2029-03-01: the tests on another day (needs faketime, of the package of that name).
FAKETIME := $(if $(CLOCK),faketime -m '$(CLOCK) 12:00:00')

# An environment holds absolute paths: one from before the folder was moved is built anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
MOVED := moved
endif

.DEFAULT_GOAL := help
.PHONY: help setup setup-rollup setup-test wheel wheels site serve cards prints check fmt test bench bench-check bench-docs soak mutants lint lint-web renew editor lock sbom audit clean distclean moved

help: ## 列出全部命令 / list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## 准备运行环境 .venv / make the environment

setup-rollup: $(READY) ## 准备全省汇总要的程序 / install what adds up a province
	@$(INSTALL) --require-hashes -r requirements-rollup.txt

setup-test: $(READY_TEST) ## 准备测试环境 / make the environment with the test tools

site: $(READY) ## 检查台账并生成网站 site/ / check the ledger and build the site
	$(BIN)/jiedui site $(LEDGER)
	@printf '\n%s\n%s\n' '网站已生成。用浏览器打开 / Built. Open in a browser:' '  $(CURDIR)/site/index.html'

serve: $(READY) ## 在本机预览，台账一保存就更新 / serve the site on this machine, made anew as records are saved
	$(BIN)/jiedui serve $(LEDGER) --port $(PORT)

cards: $(READY) ## 生成可打印的联系卡 / build the printable cards
	$(BIN)/jiedui print cards $(LEDGER)

prints: $(READY) ## 生成全部打印件 / build everything printable
	$(BIN)/jiedui print $(LEDGER)

check: $(READY) ## 检查台账 / check the ledger
	$(BIN)/jiedui check $(LEDGER)
	$(BIN)/jiedui fmt --check --records "$(RECORDS)"

fmt: $(READY) ## 统一台账文件的写法 / write the records in canonical form
	$(BIN)/jiedui fmt --records "$(RECORDS)"

# What explains a failed assert is written into each test and kept, also where Python is told to keep nothing: to write
# it anew takes half a minute.
test soak: export PYTHONDONTWRITEBYTECODE :=

test: $(READY_TEST) ## 运行全部测试 / run the tests
	@$(FAKETIME) $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(PYTEST_ARGS)

soak: $(READY_TEST) ## 运行要花很久的测试 / run the tests that take long
	JIEDUI_SOAK=1 $(BIN)/python -m pytest -n $(JOBS) -m soak $(PYTEST_ARGS)

bench: $(READY_TEST) ## 测量速度和内存 / measure time and memory
	$(BIN)/jiedui bench $(BENCH_ARGS)

bench-check: $(READY_TEST) ## 再测一遍，看有没有比 docs/bench.json 慢的 / tell which ratio got worse by a fifth
	$(BIN)/jiedui bench --against docs/bench.json $(BENCH_ARGS)

bench-docs: $(READY_TEST) ## 把 docs/bench.json 的结果写进 README 和 docs/speed.md / write the kept run into README and docs
	JIEDUI_ACCEPT=1 $(BIN)/python -m pytest -q tests/benchmark/test_result.py

mutants: $(READY_TEST) ## 变异测试：测试能发现多少错误（ROOM=duties SAMPLE=100）/ what faults the tests of a room notice
	$(BIN)/python tests/mutants.py $(ROOM) $(SAMPLE) $(SEED) $(JOBS)

lint: $(READY_TEST) ## 检查代码 / check the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint scripts/jiedui --lint --quiet
	@$(MAKE) --no-print-directory lint-web

lint-web: ## 检查样式和脚本（需要 npm 包）/ check style sheets and scripts (needs the packages of tests/node)
	@if [ -x $(WEB)/eslint ]; then \
	  $(WEB)/eslint --config tests/node/eslint.config.mjs scripts/jiedui/site/assets scripts/jiedui/preview tests/node/*.mjs && \
	  $(WEB)/stylelint --config tests/node/stylelint.config.mjs 'scripts/jiedui/**/*.css'; \
	elif [ "$$JIEDUI_REQUIRE_NODE" = 1 ]; then echo 'lint-web: npm ci --prefix tests/node 还没有运行。' >&2; exit 1; \
	else echo 'lint-web: 没有 tests/node/node_modules，跳过。/ skipped: no npm packages in tests/node'; fi

renew: $(READY) ## 重新生成虚构的 records/，替换里面的全部记录 / write the fictional ledger anew, in place of all that is recorded
	rm -rf build/records
	$(BIN)/jiedui demo build/records --as-of 2026-11-23
	rm -rf records
	mv build/records records

wheel: $(READY) ## 生成安装包 dist/，自建台账用 / build the wheel that a ledger of one's own is begun with
	@rm -f dist/jiedui-*.whl
	@$(INSTALL) --no-index --no-build-isolation --editable . # what runs is of the same version
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

editor: $(READY) ## 更新编辑器设置 .vscode / write the editor's settings anew
	$(BIN)/python -m jiedui.records.editor

wheels: $(READY) ## 收集安装包，没有互联网的电脑用（WHEELS=文件夹）/ collect the wheels for machines without the internet
	$(BIN)/jiedui wheels "$(or $(WHEELS),wheels)" $(LOCKS:%=--lock %)

lock: ## 重新锁定依赖版本（需要 uv）/ lock the dependencies anew (needs uv)
	$(UV) pip compile $(LOCK) requirements.in -o requirements.txt
	$(UV) pip compile $(LOCK) requirements-build.in -o requirements-build.txt
	$(UV) pip compile $(LOCK) requirements-rollup.in -o requirements-rollup.txt
	$(UV) pip compile $(LOCK) requirements-test.in -o requirements-test.txt

sbom: $(READY_TEST) ## 写出物料清单 dist/jiedui.cdx.json（CycloneDX）/ write the bill of materials
	@$(BIN)/python tests/sbom.py dist/jiedui.cdx.json

audit: $(READY_TEST) ## 查依赖的包有没有已知的漏洞（要能上网）/ look for known weaknesses of the dependencies (needs a network)
	@$(BIN)/python tests/audit.py

clean: ## 删除生成的文件 / remove what was built
	rm -rf build dist site .cache .pytest_cache .hypothesis .ruff_cache .mypy_cache
	find scripts tests -name __pycache__ -type d -not -path '*/node_modules/*' -prune -exec rm -rf {} +

distclean: clean ## 连运行环境一并删除 / remove the environments too
	rm -rf $(VENV) tests/node/node_modules scripts/*.egg-info

$(BIN)/python: $(MOVED)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { printf '%s\n' \
	  '错误：需要 Python 3.11 或更新的版本，而“$(PYTHON)”不是。请安装后再运行，或指明位置，例如：make site PYTHON=python3.12' \
	  'Error: Python 3.11 or later is needed and "$(PYTHON)" is not. Install it or name it: make site PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { printf '%s\n' \
	  '错误：这个 Python 不能建立虚拟环境。Debian、Ubuntu、统信、麒麟请先运行：sudo apt install python3-venv' \
	  'Error: this Python cannot make virtual environments. On Debian and its kin: sudo apt install python3-venv' >&2; exit 1; }
	@printf '%s\n' '正在建立运行环境 .venv（只在第一次需要几分钟）… / making .venv'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

# What builds comes first: where there is no wheel for the machine, sources are built with it.
$(READY): requirements.txt requirements-build.txt pyproject.toml hatch_build.py $(MOVED) | $(BIN)/python
	@$(INSTALL) --require-hashes -r requirements-build.txt
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements.txt
	@$(INSTALL) --no-build-isolation --editable .
	@printf '%s' '$(CURDIR)' > $@

$(READY_TEST): requirements-test.txt $(READY) | $(BIN)/python
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements-test.txt
	@touch $@
