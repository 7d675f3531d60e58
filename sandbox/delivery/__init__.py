"""Bringing events, commands and interactions to the app, by Socket Mode or signed HTTP."""
