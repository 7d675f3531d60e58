"""Binôme decides: rules, use cases, messages and the engine room."""
