"""What a person reads when the app is away, slow or wrong, and what they cannot do at all."""

from sandbox.delivery.parcel import Failure, NotAcked

IN_A_MODAL = "We had some trouble connecting. Try again?"
COMMAND_ERRORS = {
    Failure.TIMEOUT: "operation_timeout",
    Failure.AWAY: "dispatch_failed",
    Failure.UNREADABLE: "invalid_command_response",
}


class Trouble(Exception):
    """The sentence that Slack shows when an app lets a person down."""


class Impossible(Exception):
    """A person cannot do this: what they act on is not in front of them."""


def of_command(command: str, problem: NotAcked) -> Trouble:
    status = "http_client_error" if problem.status < 500 else "http_service_error"
    return Trouble(f'{command} failed with the error "{COMMAND_ERRORS.get(problem.failure, status)}"')


def of_click(problem: NotAcked) -> Trouble:
    match problem.failure:
        case Failure.TIMEOUT:
            return Trouble("Operation timed out. Apps need to respond within 3 seconds.")
        case Failure.REFUSED:
            return Trouble(f"This app responded with Status Code {problem.status}.")
        case _:
            return Trouble("This app is not responding. Try again, or contact its maker.")
