"""Other people's matchers, each run in an environment of its own."""
