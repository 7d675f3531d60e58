"""Pure rules: no Slack, no database, no clock; `now` and `seed` are arguments."""
