"""Pins all dependencies with their hashes: `requirements/*.lock`, from pyproject.toml. No index is named in them."""

import subprocess
import sys
from pathlib import Path

UV = Path(sys.executable).with_name("uv")
FLAGS = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet")
EXTRAS = {"run": (), "demo": ("demo",), "test": ("demo", "test")}


def main() -> None:
    """Writes the lock files: the larger ones keep to the versions of the smaller."""
    folder = Path("requirements")
    compile_lock(folder / "uv.lock", folder / "uv.in")
    for name, extras in EXTRAS.items():
        compile_lock(folder / f"{name}.lock", Path("pyproject.toml"), *(f"--extra={extra}" for extra in extras))


def compile_lock(lock: Path, source: Path, *options: str) -> None:
    """One lock file from one list of requirements."""
    subprocess.run([UV, "pip", "compile", "--upgrade", *FLAGS, *options, f"--output-file={lock}", source], check=True)


if __name__ == "__main__":
    main()
