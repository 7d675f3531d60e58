"""Matching on plain tables: no Slack, no database."""
