# make lab opens the course, make test proves that it is right, and make check runs the tests that take less than a minute.
# make test-all also recomputes everything that is kept in nnlib/analysis/data, and repeats the browser tests in Jupyter
# Notebook 7 and in Firefox, which takes an hour more.
# All of them need Python 3.11 or newer, and nothing else. make site also needs npm.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin/python

# One thread for the matrix products: ours are so small that a second thread mostly waits, a class shares one server, and
# the same seed then gives the same numbers everywhere, down to the last digit.
export OPENBLAS_NUM_THREADS ?= 1

# The browser tests spend most of their time waiting, so two processes, each with its own JupyterLab, are almost twice as
# fast. The browser tests come last, since Playwright keeps an event loop running, in which other tests could not start one.
TWO_AT_A_TIME := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: lab test test-all test-processors check test-lowest bench notebooks site serve-site clean

lab: $(VENV)/with-notebooks
	@$(BIN) -m nnlib notebooks $(ARGS)

test: $(VENV)/with-notebooks,dev,site
	$(BIN) -m ruff check
	$(BIN) -m ruff format --check
	$(VENV)/bin/oxlint nnlib site tests
	$(VENV)/bin/oxfmt --check nnlib site tests
	$(BIN) -m pytest $(TWO_AT_A_TIME) $(ARGS)

test-all: export NNLIB_EVERY_RESULT = 1
test-all: test test-processors

# What the course says, with the matrix products of other processors: each rounds in its own way, and where the steps are
# too long, that decides what becomes of a training.
PROCESSORS := Prescott Nehalem Sandybridge Haswell
test-processors: $(PROCESSORS:%=test-on-%)
test-on-%: $(VENV)/with-notebooks,dev
	OPENBLAS_CORETYPE=$* $(BIN) -m pytest $(TWO_AT_A_TIME) -q tests/claims $(ARGS)

# The numbers and the pictures of them: no kernel, no browser, no packaging.
SLOW := $(patsubst %,tests/test_%.py,export notebooks packaging readme teaching)
QUICK := $(filter-out $(SLOW),$(wildcard tests/test_*.py)) tests/files tests/digits tests/analysis tests/exercises tests/plots

check: $(VENV)/with-notebooks,dev
	$(BIN) -m ruff check
	$(BIN) -m ruff format --check
	$(BIN) -m pytest $(TWO_AT_A_TIME) -q -o addopts=--import-mode=importlib $(QUICK) $(ARGS)

# The library and the widgets with the oldest versions that pyproject.toml promises to work with, and with those of
# Python in the browser. Old versions warn about each other, which is not for us to fix.
test-lowest: build/lowest/installed build/browser/installed
	build/lowest/bin/python -m pytest $(OLD) $(ARGS)
	build/browser/bin/python -m pytest $(OLD) $(ARGS)

OLD = $(TWO_AT_A_TIME) -q -W ignore::DeprecationWarning tests $(NOT_OLD:%=--ignore=tests/%)
# These do not depend on versions, or compare with built notebooks, whose pictures come from the newest versions.
NOT_OLD := browser site test_project.py test_packaging.py test_readme.py test_export.py test_notebooks.py test_teaching.py
build/lowest/installed: OLD_PYTHON = python3.11
build/browser/installed: OLD_PYTHON = python3.12

build/%/installed: pyproject.toml scripts/constraints.py
	rm -rf $(@D)
	$$($(OLD_PYTHON) -c 0 2>/dev/null && echo $(OLD_PYTHON) || echo $(PYTHON)) -m venv $(@D)
	$(@D)/bin/python scripts/constraints.py $* > $(@D)/constraints.txt
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -c $(@D)/constraints.txt --editable '.[notebooks,dev]'
	touch $@

bench: $(VENV)/with-notebooks,dev,bench
	$(BIN) -m benchmarks $(ARGS)

notebooks: $(VENV)/with-notebooks,dev
	$(BIN) scripts/build_notebooks.py $(ARGS)

# The course as a static site, which any web server can give away. It takes npm, and a network the first time. With
# PYODIDE=folder the browser's Python comes from this folder, an unpacked release of Pyodide.
site: $(VENV)/with-notebooks,site
	$(BIN) site/build_site.py $(ARGS)

serve-site: $(VENV)/with-notebooks,site
	@$(BIN) site/serve.py $(ARGS)

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/with-%: pyproject.toml | $(BIN)
	@echo "Installing nnlib[$*] in $(VENV): a minute or two the first time ..."
	@$(BIN) -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@

$(BIN):
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit(f"nnlib needs Python 3.11 or newer, \
	but $(PYTHON) is Python {v[0]}.{v[1]}. If you have a newer one: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) could not make the environment $(VENV) (see above)." \
	"On Debian and Ubuntu: apt install python3-venv"; exit 1; }
