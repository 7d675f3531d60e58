"""Listens: a Slack payload becomes a typed call, an answer becomes an ack."""
