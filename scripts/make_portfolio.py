"""Write a random portfolio of any size as one workbook in the contract's shape.

python scripts/make_portfolio.py 500 OUT.xlsx [--seed N] [--as-of DATE] [--every MONTHS] [--benefits N] [--hostile]
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from sample.workbook import used_fields, write  # noqa: E402

from tests.portfolios import AS_OF, Shape, portfolio, sheets  # noqa: E402


def main() -> None:
    """Make one workbook."""
    parser = argparse.ArgumentParser(description="Write a random portfolio.")
    parser.add_argument("projects", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF)
    parser.add_argument("--every", type=int, default=3, help="months between two amounts of a stream")
    parser.add_argument("--benefits", type=int, default=3, help="benefits per project, on average")
    parser.add_argument("--hostile", action="store_true", help="names that try to be markup, formulas or sentences")
    chosen = parser.parse_args()
    shape = Shape(benefits=chosen.benefits, every=chosen.every, hostile=chosen.hostile, cells=False)
    review = sheets(portfolio(chosen.projects, seed=chosen.seed, as_of=chosen.as_of, shape=shape))
    write(chosen.out, review, used_fields([review]))
    print(f"{chosen.out.name}: " + ", ".join(f"{len(rows)} {name.replace('_', ' ')}" for name, rows in review.items() if rows))


if __name__ == "__main__":
    main()
