"""Whole years of a programme on a clock that jumps: how much happens, what it costs, and whether every rule holds.

python -m benchmarks.year --people 200 --seeds 1,2,3
"""

import argparse
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import structlog

from storage.engine import connect
from storage.schema import migrate
from storage.work import Storage
from tests.year.year import Year


def main() -> int:
    """Prints what happened for each seed; ends with 1 where a rule was broken, which the same seed shows again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--days", type=float, default=365)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--hardship", type=float, default=1, help="how many years' mishaps come in one")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    broken = 0
    for seed in map(int, chosen.seeds.split(",")):
        broken += _live(seed, chosen.people, chosen.days, chosen.hardship)
    return 1 if broken else 0


def _live(seed: int, people: int, days: float, hardship: float) -> int:
    """Lives through one year; returns how many rules were broken."""
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'year.db'}")
        migrate(engine)
        year = Year(Storage(engine), seed, people, hardship=hardship)
        began, used = perf_counter(), process_time()
        problems = year.run(days)
        took, cpu = perf_counter() - began, process_time() - used
        engine.dispose()
    print(f"seed {seed}: {people} people, {days:g} days in {took:.0f} s ({cpu:.0f} s of processor time)")
    for name, count in sorted(year.counts.items()):
        print(f"  {name:32} {count:>8,}")
    print("  every rule held" if not problems else "\n".join(f"  BROKEN  {each}" for each in problems[:50]))
    return len(problems)


if __name__ == "__main__":
    raise SystemExit(main())
