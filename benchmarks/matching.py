"""What matching costs and finds, beside what people would use instead, in one run: `make benchmark-matching`.

Each run is a process of its own, so that peak memory is its own; each peer has an environment of its own, since two of
them share an import name. Peers get the points ready-made; ours begins with raw answers and ends with checked and
explained pairs.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.pairwise import Plain
from benchmarks.people import market, scheme
from bot.domain.matching.explanation import explanations
from bot.domain.matching.hand import Hand
from bot.domain.matching.market import REFUSED
from bot.domain.matching.matching import Result, match
from bot.domain.matching.participants import Participant
from bot.domain.matching.pool import Pool, pool
from bot.domain.matching.rematch import changed, rematch
from bot.domain.matching.scheme import Aim

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / "build" / "peers"
SIZES = ((100, 40), (500, 200), (1_000, 400), (5_000, 2_000), (5_000, 1_667), (20_000, 8_000))
PATIENCE = 600
"""Seconds after which a peer is not waited for."""

BONUS = 500
RUNS = 3
"""How often ours is run: the median counts, since others share the machine."""

SAMPLE = 20_000
"""Pairs whose points are counted one at a time."""


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
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parent)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def measured(what: str, mentees: int, mentors: int) -> dict[str, object]:
    """`plain`, `floor`, `again` (re-matching after changes) or `scoring`, from raw answers, after a warm-up."""
    match(*market(30, 12), scheme())
    people = market(mentees, mentors)
    return {"plain": plain, "floor": floor, "again": again, "scoring": scoring}[what](*people)


def plain(mentees: list[Participant], mentors: list[Participant], aim: Aim = Aim.BEST_TOTAL) -> dict[str, object]:
    """The three runs' median: raw answers to pairs, their check, their explanations."""
    steps = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        result = match(mentees, mentors, scheme(aim))
        solved = time.perf_counter()
        checked = not result.flaws()
        verified = time.perf_counter()
        count = sum(1 for _ in explanations(result))
        end = time.perf_counter()
        steps.append((end - begin, solved - begin, verified - solved, end - verified))
    seconds, solving, checking, explaining = (median(each) for each in zip(*steps, strict=True))
    note = f"{checked}; solved {solving:.3f} s, checked {checking:.3f} s, {count} explained {explaining:.3f} s"
    return {**figures(result), "seconds": round(seconds, 3), "memory": memory(), "note": note}


def floor(mentees: list[Participant], mentors: list[Participant]) -> dict[str, object]:
    return plain(mentees, mentors, Aim.NOBODY_BADLY_OFF)


def again(mentees: list[Participant], mentors: list[Participant]) -> dict[str, object]:
    """After four times 1 % of the people have changed: a fresh solve, one with the old prices, one that keeps pairs."""
    before = match(mentees, mentors, scheme())
    dice = np.random.default_rng(2)
    others, _ = market(len(mentees), len(mentors), seed=3)
    for place in dice.choice(len(mentees), max(1, len(mentees) // 25), replace=False):
        mentees[place] = replace(others[place], id=f"n{place:05}")
    fresh, seconds = timed(lambda: match(mentees, mentors, scheme()))
    warm, warm_seconds = timed(lambda: match(mentees, mentors, scheme(), prices=before.prices))
    kept, kept_seconds = timed(
        lambda: rematch(mentees, mentors, scheme(), before.mentor_of, BONUS, prices=before.prices)
    )
    stayed = sum(mentee in kept.pool.mentee for mentee in before.mentor_of)
    shares = [100 * len(changed(before.mentor_of, each)) / stayed for each in (fresh, kept)]
    worth = 100 * kept.total / fresh.total
    note = (
        f"{not warm.flaws() and not kept.flaws()}; fresh {seconds:.3f} s, kept {kept_seconds:.3f} s; "
        f"pairs changed: fresh {shares[0]:.1f} %, kept {shares[1]:.1f} % for {worth:.2f} % of the total"
    )
    return {**figures(warm), "seconds": round(warm_seconds, 3), "memory": memory(), "note": note}


def scoring(mentees: list[Participant], mentors: list[Participant]) -> dict[str, object]:
    """One pass over the points of all pairs, and the same one pair at a time: so many of these tell for all."""
    people = pool(mentees, mentors, scheme(), Hand(), {}, {})
    seen, one_by_one = people.market, Plain(scheme(), mentors)
    _, seconds = timed(lambda: [seen.worth(rows).max() for rows in seen.blocks()])
    dice = np.random.default_rng(4)
    row, col = (dice.integers(size, size=SAMPLE) for size in seen.shape)
    pairs = [(people.mentees[a], people.mentors[b]) for a, b in zip(row.tolist(), col.tolist(), strict=True)]
    plainly, plain_seconds = timed(lambda: [one_by_one.points(*pair) for pair in pairs])
    unlike = int(np.count_nonzero(seen.pairs(row, col) != np.array(plainly)))
    all_pairs = plain_seconds / SAMPLE * len(mentees) * len(mentors)
    note = f"one by one {all_pairs:.1f} s, {all_pairs / seconds:,.0f} x; {unlike} of {SAMPLE} pairs differ"
    return {"seconds": round(seconds, 3), "memory": memory(), "note": note}


def timed(act):  # type: ignore[no-untyped-def]
    """What an act gives, and the median of its seconds."""
    seconds = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        found = act()
        seconds.append(time.perf_counter() - begin)
    return found, median(seconds)


def figures(result: Result) -> dict[str, object]:
    return {"matched": len(result.pairs), "total": result.total, "worst": result.worst}


def memory() -> int:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write(people: Pool, folder: Path, names: set[str]) -> None:
    """The points for the peers: as a table with null for what may not be, and as the numbers that they come from."""
    seen = people.market
    if "points.json" in names:
        points = seen.worth(np.arange(seen.shape[0]))
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
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
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
