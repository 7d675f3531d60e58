"""`python -m sandbox`, as a person starts it."""

import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

COMMAND = [sys.executable, "-m", "sandbox"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_interrupted(stop: signal.Signals) -> None:
    with subprocess.Popen([*COMMAND, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        sentence = process.stdout.readline()
        address = next(word for word in sentence.split() if word.startswith("http"))
        with urlopen(f"{address}/_/clock") as response:
            assert response.status == 200
        process.send_signal(stop)
        assert process.wait(10) == 0


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        failed = subprocess.run([*COMMAND, "--port", port], capture_output=True, text=True, timeout=20, check=False)
    assert failed.returncode == 2
    assert failed.stderr == f"Port {port} is in use: choose another with --port.\n"
    assert failed.stdout == ""
