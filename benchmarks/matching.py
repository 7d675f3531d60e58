"""What matching costs and finds, beside what people would use instead, in one run: `make benchmark-matching`.

Each run is a process of its own, so that peak memory is its own; each peer has an environment of its own, since two of
them share an import name. Peers get the points ready-made; ours begins with raw answers and ends with checked and
explained pairs. Seconds are the processor's, with one thread for each product of matrices: others share the machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.measures import measured
from benchmarks.people import market, scheme
from bot.domain.matching.hand import Hand
from bot.domain.matching.market import REFUSED
from bot.domain.matching.pool import Pool, pool

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / "build" / "peers"
SIZES = ((100, 40), (500, 200), (1_000, 400), (5_000, 2_000), (5_000, 1_667), (20_000, 8_000))
ALONE = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
PATIENCE = 600
"""Seconds after which a peer is not waited for."""


@dataclass(frozen=True)
class Peer:
    """A package, the script that runs it, the file it reads, and the largest number of mentees it is asked for."""

    package: str
    script: str
    reads: str
    largest: int


PEERS = (
    Peer("mentor-match", "mentor_match", "points.json", 1_000),
    Peer("scipy", "scipy_slots", "numbers.npz", 20_000),
    Peer("matching", "hospital_resident", "points.json", 500),
    Peer("networkx", "networkx_flow", "points.json", 500),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=SIZES[-1][0], help="the largest number of mentees")
    parser.add_argument("--smallest", type=int, default=SIZES[0][0], help="the smallest number of mentees")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--measure", nargs=3, metavar=("WHAT", "MENTEES", "MENTORS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        what, mentees, mentors = chosen.measure
        print(json.dumps(measured(what, int(mentees), int(mentors))))
        return
    print(f"{'mentees x mentors':>18}  {'':24}{'seconds':>9}{'MB':>7}{'matched':>9}{'total':>12}{'worst':>7}  checked")
    for size in SIZES:
        if chosen.smallest <= size[0] <= chosen.largest:
            compare(size, () if chosen.alone else PEERS)


def compare(size: tuple[int, int], peers: tuple[Peer, ...]) -> None:
    """All runs of one size."""
    for what in ("plain", "floor", "again", "scoring"):
        show(size, what, own(what, *size))
    wanted = [peer for peer in peers if size[0] <= peer.largest]
    if not wanted:
        return
    people = pool(*market(*size), scheme(), Hand(), {}, {})
    with tempfile.TemporaryDirectory() as folder:
        write(people, Path(folder), {peer.reads for peer in wanted})
        for peer in wanted:
            show(size, peer.package, judged(people, run(peer, Path(folder) / peer.reads)))


def show(size: tuple[int, int], name: str, figures: dict[str, object]) -> None:
    numbers = [figures.get(key, "") for key in ("seconds", "memory", "matched", "total", "worst")]
    cells = "".join(f"{number!s:>{width}}" for number, width in zip(numbers, (9, 7, 9, 12, 7), strict=True))
    print(f"{f'{size[0]} x {size[1]}':>18}  {name:24}{cells}  {figures.get('note', '')}", flush=True)


def own(what: str, mentees: int, mentors: int) -> dict[str, object]:
    """One measurement of ours, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.matching", "--measure", what, str(mentees), str(mentors)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parent, env=ALONE)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def write(people: Pool, folder: Path, names: set[str]) -> None:
    """The points for the peers: as a table with null for what may not be, and as the numbers that they come from."""
    seen = people.market
    if "points.json" in names:
        points = seen.worth(seen.across(np.arange(seen.shape[0])))
        rows = [[int(each) if each > REFUSED else None for each in row] for row in points.tolist()]
        (folder / "points.json").write_text(json.dumps(rows), encoding="utf-8")
    extras = [
        np.concatenate([getattr(each, side) for each in (seen.mutual, seen.wishes)])
        for side in ("row", "col", "points")
    ]
    np.savez(
        folder / "numbers.npz",
        left=seen.left,
        right=seen.right,
        profile=seen.profile,
        open=seen.barrier == 0,
        row=extras[0],
        col=extras[1],
        extra=extras[2],
        refused_row=seen.refused.row,
        refused_col=seen.refused.col,
    )


def run(peer: Peer, data: Path) -> dict[str, object]:
    """One peer's seconds, pairs and peak memory; a note where it does not finish."""
    code = "import resource,runpy,sys;sys.argv=sys.argv[1:];runpy.run_path(sys.argv[0],run_name='__main__');"
    code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024)"
    command = [environment(peer.package), "-c", code, HERE / "peers" / f"{peer.script}.py", data]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=ALONE)
    except subprocess.TimeoutExpired:
        return {"note": f"not finished in {PATIENCE} s"}
    if done.returncode:
        return {"note": done.stderr.strip().splitlines()[-1][:80]}
    answer, peak = done.stdout.strip().splitlines()[-2:]
    return {**json.loads(answer), "memory": int(peak)}


def judged(people: Pool, found: dict[str, object]) -> dict[str, object]:
    """A peer's pairs by our points."""
    if "mate" not in found:
        return found
    mate = np.array(found["mate"])
    rows = np.flatnonzero(mate >= 0)
    points = people.market.pairs(rows, mate[rows])
    seconds = round(float(str(found["seconds"])), 3)
    return {**found, "seconds": seconds, "matched": len(rows), "total": int(points.sum()), "worst": int(points.min())}


def environment(package: str) -> Path:
    """The Python of a peer's own environment, made once."""
    folder = ENVIRONMENTS / package
    if not (folder / "bin" / "python").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", package], check=True)
    return folder / "bin" / "python"


if __name__ == "__main__":
    main()
