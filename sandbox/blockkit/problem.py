"""One reason why Slack would refuse what an app sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`path` is like `blocks[2].element.options[0].text.text`; `error` is the code that Slack answers with."""

    path: str
    reason: str
    error: str = "invalid_blocks"
