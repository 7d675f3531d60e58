"""`python -m sandbox`: serves the workspace until Ctrl-C."""

import argparse
import errno
import signal
import sys
import threading
from pathlib import Path

from sandbox.running import MANIFEST, Sandbox


def main() -> int:
    asked = _arguments()
    try:
        with Sandbox(
            asked.seed,
            manifest=asked.manifest,
            rates=asked.rates,
            clock_file=asked.clock_file,
            http=asked.http,
            port=asked.port,
        ) as sandbox:
            stopping = threading.Event()
            # Set here, because a shell starts what it puts in the background deaf to Ctrl-C.
            for each in (signal.SIGINT, signal.SIGTERM):
                signal.signal(each, lambda *_: stopping.set())
            print(f"The sandbox workspace is at {sandbox.address} (Ctrl-C stops it).", flush=True)
            stopping.wait()
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        print(f"Port {asked.port} is in use: choose another with --port.", file=sys.stderr)
        return 2
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=3500, help="where to serve (default 3500; 0 for any free port)")
    parser.add_argument("--manifest", type=Path, default=MANIFEST, help="the app's manifest")
    parser.add_argument("--seed", type=int, default=1, help="which company")
    parser.add_argument("--no-rates", dest="rates", action="store_false", help="no rate limits")
    parser.add_argument("--clock-file", type=Path, help="where the clock's offset is shared, in seconds")
    parser.add_argument("--http", help="the URL that the app listens on; Socket Mode without it")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
