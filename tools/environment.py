"""Makes `.venv` and installs what a lock file names, once. Runs on a bare Python, older ones included, to say so.

python3 tools/environment.py run|demo|test
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)

NO_VENV = "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"
NOT_INSTALLED = (
    "The packages could not be installed. Most often the network is the cause: check it (or, behind a company's own "
    "package index, pip's configuration) and run this again."
)


class Failed(Exception):
    """What went wrong, as one sentence, with the last lines that an installer printed."""

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.details = details


def main(name: str) -> int:
    """Makes the environment for `run`, `demo` or `test`; returns the exit code."""
    try:
        require_python(sys.version_info[:2])
        lock = os.path.join(HERE, "requirements", name + ".lock")
        stamp = os.path.join(VENV, ".installed-" + name)
        if read(stamp) != fingerprint(lock):
            install(name, lock)
            with open(stamp, "w") as file:
                file.write(fingerprint(lock))
    except Failed as failed:
        if failed.details:
            sys.stderr.write(failed.details + "\n\n")
        sys.stderr.write(str(failed) + "\n")
        return 2
    return 0


def require_python(version: tuple[int, int]) -> None:
    """Raises Failed for a Python that is too old."""
    if version < OLDEST:
        raise Failed(
            f"Binôme needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is {version[0]}.{version[1]}. "
            "Name a newer one, for example: make demo PYTHON=python3.12"
        )


def install(name: str, lock: str) -> None:
    """Installs a lock file with uv, which is put into the environment first: pip alone takes seven times as long."""
    print(f"Installing what {name} needs into .venv (once)…", flush=True)
    if not os.path.exists(os.path.join(VENV, "bin", "pip")):
        make_venv()
    uv = os.path.join(VENV, "bin", "uv")
    if not os.path.exists(uv):
        uv_lock = os.path.join(HERE, "requirements", "uv.lock")
        call([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", uv_lock], dict(os.environ))
    call([uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", lock], like_pip())


def make_venv() -> None:
    """An empty environment with pip."""
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (ImportError, subprocess.CalledProcessError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Failed(NO_VENV) from error


def like_pip() -> dict[str, str]:
    """The environment for uv, with the package index and the certificates that pip is configured with."""
    found = subprocess.run([PYTHON, "-m", "pip", "config", "list"], stdout=subprocess.PIPE, text=True)
    options = dict(line.split("=", 1) for line in found.stdout.splitlines() if "=" in line)
    values = {key.rsplit(".", 1)[-1]: value.strip("'\"") for key, value in options.items()}
    environment = dict(os.environ)
    for option, variable in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        if option in values:
            environment.setdefault(variable, values[option])
    return environment


def call(command: list[str], environment: dict[str, str]) -> None:
    """Runs an installer; raises Failed with what it printed."""
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Failed(NOT_INSTALLED, "\n".join(done.stdout.strip().splitlines()[-3:]))


def read(path: str) -> str:
    """A file's text, or nothing where there is none."""
    if not os.path.exists(path):
        return ""
    with open(path) as file:
        return file.read()


def fingerprint(lock: str) -> str:
    """What tells one state of a lock file from another."""
    return hashlib.sha256(read(lock).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
