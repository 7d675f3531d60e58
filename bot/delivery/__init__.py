"""Delivery: what is in the outbox reaches its reader, once, in time, and no faster than Slack takes it."""
