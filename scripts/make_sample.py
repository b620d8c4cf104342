"""Write the sample portfolio: one workbook per quarterly review, 2024-12-31 to 2026-09-30.

    python scripts/make_sample.py [--seed N] [--out FOLDER]

The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from sample.quarters import SNAPSHOTS, last_day  # noqa: E402
from sample.sheets import SHEETS  # noqa: E402
from sample.workbook import used_fields, write  # noqa: E402

SEED = 20261


def main() -> None:
    """Make all eight workbooks."""
    parser = argparse.ArgumentParser(description="Write the sample portfolio.")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "sample")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    reviews = {now: {name: make(now, chosen.seed) for name, make in SHEETS.items()} for now in SNAPSHOTS}
    fields = used_fields(list(reviews.values()))
    for now, review in reviews.items():
        path = chosen.out / f"{last_day(now)}.xlsx"
        write(path, review, fields)
        print(f"{path.name}: {len(review['projects'])} projects, {len(review['benefits'])} benefits, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
