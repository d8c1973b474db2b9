PYTHON ?= python3
BIN := .venv/bin

.PHONY: run real-runs test test-all nightly test-numpy witnesses lint wheels bundle icons faults bench bench-history bench-frames bench-repaints bench-startup bench-sizes bench-recorder audit sanitize torture mutants pictures norms film screenshots setup clean

run: .setup-done
	$(BIN)/python main.py

# What was compiled once serves the workers and the many programs that tests start, also where the environment would not keep it.
export PYTHONDONTWRITEBYTECODE :=

PYTEST := $(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist worksteal

test: .setup-done
	$(PYTEST) -m "not long"

test-all: .setup-done
	$(PYTEST) -m "not nightly"

# What takes hours: all cases there are, ten times as many histories, an hour of the monkey. Of histories a single test
# has 500, with which a busy machine is longer occupied than the quarter of an hour after which a test is held to hang.
nightly: .setup-done
	$(PYTEST) --histories 20000 --timeout 7200
	$(BIN)/python tests/gui/long_monkey.py --seed $(or $(SEED),$$(date +%j)) --minutes 60

# Once more without the compiled kernels, as on a machine without a compiler: what computes with them elsewhere. None of it waits for
# another process, so two workers do.
test-numpy: .setup-done
	BACKPROP_BACKEND=numpy $(PYTEST) --maxprocesses 2 -m "not long" tests/engine/test_ops.py tests/engine/test_history.py \
	    tests/engine/test_time_travel.py tests/engine/test_learning.py tests/oracle/test_torch.py

# The outside witnesses, which CI demands: of the oracle tests, the cluster of the sweeps, the compiler for other machines, and other
# people's Trainers, in which the recorder is tried with tiny random models. pip leaves alone what is there already, and compiles
# nothing: of thousands of modules few are imported.
witnesses: .setup-done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile torch==2.13.0 "distributed>=2024.1" \
	    "tensorboard>=2.10" "onnx>=1.16" "ziglang>=0.13" "transformers>=4.50" "accelerate>=1.0" "lightning>=2.5"

lint: .setup-done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy engine gui main.py
	$(BIN)/lint-imports
	$(BIN)/python tools/translations.py check

bench: .setup-done
	LEVELS="$(LEVELS)" $(BIN)/python benchmarks/compare.py

bench-history: .setup-done
	$(BIN)/python benchmarks/history.py

bench-frames: .setup-done
	$(BIN)/python benchmarks/frames.py

bench-repaints: .setup-done
	$(BIN)/python benchmarks/repaints.py

bench-startup: .setup-done
	$(BIN)/python benchmarks/startup.py

bench-sizes: .setup-done
	$(BIN)/python benchmarks/sizes.py

bench-recorder: .setup-done
	$(BIN)/python benchmarks/recorder.py

real-runs: .setup-done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[real]'
	$(BIN)/python benchmarks/real_runs/run.py --all

wheels: .setup-done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[wheels]'
	TARGETS="$(TARGETS)" $(BIN)/python tools/wheels.py

bundle: .setup-done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bundle]'
	$(BIN)/python tools/bundle.py

icons: .setup-done
	$(BIN)/python tools/icons.py

faults: .setup-done
	$(BIN)/python benchmarks/faults.py

sanitize: .setup-done
	$(BIN)/python tools/sanitize.py

audit: .setup-done
	$(BIN)/python tools/audit.py

torture: .setup-done
	$(BIN)/python benchmarks/torture.py

mutants: .setup-done
	$(BIN)/python tools/mutants.py

pictures: .setup-done
	$(BIN)/python tools/pictures.py

norms: .setup-done
	$(BIN)/python benchmarks/norms.py

screenshots: .setup-done
	$(BIN)/python tools/screenshots.py

film: .setup-done
	$(BIN)/python tools/film.py $(or $(OUT),build/film)

setup: .setup-done

.setup-done: pyproject.toml tools/setup.sh $(wildcard engine/runtime/native/*.[ch] engine/runtime/native/l*.py)
	PYTHON="$(PYTHON)" sh tools/setup.sh
	touch .setup-done

clean:
	rm -rf .venv .setup-done figures engine/runtime/native/build
