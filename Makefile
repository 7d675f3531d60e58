# Everything that one does here. `make help` lists it.

PYTHON ?= python3
PORT ?= 3500
IN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help demo run test test-long check pictures translations format lock \
	benchmark-matching benchmark-directory benchmark-delivery simulate benchmark-checkins

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Try the product in a sandbox workspace, in your browser (PORT=3500)
	@$(PYTHON) tools/environment.py demo
	@$(IN)/python -m tools.demo --port $(PORT)

run: ## Run the bot in your Slack workspace (needs the tokens in .env)
	@$(PYTHON) tools/environment.py run
	@$(IN)/python -m bot run

test: ## Run all tests, on SQLite and PostgreSQL
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m pytest

test-long: ## Run the tests that take long: kills at every point, all journeys in a browser, and on PostgreSQL too
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m pytest -m long -n 2

check: ## Check format, style, types, import rules and translations
	@$(PYTHON) tools/environment.py test
	@$(IN)/ruff format --check .
	@$(IN)/ruff check .
	@$(IN)/mypy
	@$(IN)/lint-imports --no-cache
	@$(IN)/python -m tools.translations check

pictures: ## Keep pictures of what the browser tests see, in build/pictures
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m pytest -n 0 tests/journeys/test_browser.py -k sqlite --pictures build/pictures

translations: ## Bring the catalogues of texts in step with the templates
	@$(IN)/python -m tools.translations update

format: ## Format the code
	@$(IN)/ruff format .
	@$(IN)/ruff check --fix .

lock: ## Choose the newest versions of all dependencies, and pin them
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m tools.lock

benchmark-matching: ## Measure the matching beside what people would use instead (ten minutes)
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m benchmarks.matching $(ARGS)

benchmark-directory: ## Measure reading and importing 20,000 people, and opening a form among them (two minutes)
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m benchmarks.directory $(ARGS)

benchmark-delivery: ## Measure delivery: written, taken up, drained, and a click meanwhile (five minutes)
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m benchmarks.delivery $(ARGS)

benchmark-checkins: ## Measure a tick of the check-ins with 100,000 pairs (three minutes)
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m benchmarks.checkins $(ARGS)

simulate: ## Live through years of a programme in which everything goes wrong that can (ten minutes)
	@$(PYTHON) tools/environment.py test
	@$(IN)/python -m benchmarks.year --people 60 --seeds 1,2,3 $(ARGS)
