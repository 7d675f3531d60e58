"""Block Kit as Slack sees it: what it refuses, what a filled-in view sends back, what a press sends."""

from sandbox.blockkit.completion import missing
from sandbox.blockkit.problem import Problem
from sandbox.blockkit.state import Input, action_payload, inputs, state_values
from sandbox.blockkit.surfaces import check_message, check_options, check_view

__all__ = [
    "Input",
    "Problem",
    "action_payload",
    "check_message",
    "check_options",
    "check_view",
    "inputs",
    "missing",
    "state_values",
]
