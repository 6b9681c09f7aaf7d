# make lab opens the course, make test proves that it is right. Both need Python 3.11 or newer, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin/python
FIRST := notebooks/00_start_here.ipynb

# JupyterLab refuses to run as root, as in a container, unless told so; without a display it prints its address.
ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
NO_DISPLAY := $(shell [ -n "$$CI" ] || { [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; } && echo --no-browser)
# A classroom needs no question about news: the default of this environment alone, whoever has chosen keeps their choice.
NO_NEWS := {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
LABCONFIG := $(VENV)/etc/jupyter/labconfig

# One thread for the matrix products: ours are so small that a second one mostly waits, a class shares one server, and
# the same seed gives the same last digits everywhere.
export OPENBLAS_NUM_THREADS ?= 1

# Most of the time in the browser tests is waiting, so two processes, each with its own JupyterLab, are almost twice as fast.
TWO_AT_A_TIME := -n 2 --dist loadfile

.PHONY: lab test bench notebooks clean

lab: $(VENV)/with-notebooks
	@$(BIN) -m jupyterlab $(ROOT) $(NO_DISPLAY) --log-level=WARN --LabApp.default_url=/lab/tree/$(FIRST) $(ARGS)

test: $(VENV)/with-notebooks,dev
	$(BIN) -m ruff check
	$(BIN) -m ruff format --check
	$(VENV)/bin/oxlint nnlib tests
	$(VENV)/bin/oxfmt --check nnlib tests
	$(BIN) -m pytest $(TWO_AT_A_TIME) $(ARGS)

bench: $(VENV)/with-notebooks,dev,bench
	$(BIN) -m benchmarks $(ARGS)

notebooks: $(VENV)/with-notebooks,dev
	$(BIN) scripts/build_notebooks.py $(ARGS)

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
	@mkdir -p $(LABCONFIG) && echo '$(NO_NEWS)' > $(LABCONFIG)/default_setting_overrides.json
