"""Work out the figures of the sample's last two reviews from the workbooks alone, and write them down.

    python scripts/check_sample_by_hand.py [--out data/sample/expected.csv]

Nothing of value_model is used: openpyxl reads, Decimal adds. Each row says in words what was added.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from by_hand import delivery, evidence, fit, money, others, quality, returns  # noqa: E402
from by_hand.book import Book  # noqa: E402
from by_hand.money import Scope  # noqa: E402
from by_hand.say import Expected  # noqa: E402
from by_hand.streams import Streams  # noqa: E402

SAMPLE = ROOT / "data" / "sample"
PROJECTS = ("P01", "P05", "P06", "P16")


def expected(now: Book, before: Book) -> Iterator[Expected]:
    """All figures of one review, the portfolio first."""
    for project in (None, *PROJECTS):
        scope, earlier = Scope(Streams(now), project), Scope(Streams(before), project)
        for part in (
            money.cost,
            money.benefits,
            money.realization,
            money.gap,
            evidence.tiers,
            returns.ratios,
            returns.npv,
            returns.payback,
        ):
            yield from part(scope)
        yield from delivery.change(scope, earlier)
        if project is None:
            for part in (evidence.faults, evidence.doubles, fit.fit, delivery.delivery, delivery.at_risk, quality.data):
                yield from part(scope)
            for part in (others.risk, others.concentration, others.outcomes, others.office):
                yield from part(scope)
            yield from quality.asks(scope, earlier)
            yield from others.steps(scope, earlier)


def main() -> None:
    """Write the expected figures of the last two reviews."""
    parser = argparse.ArgumentParser(description="Work out the sample's figures by hand.")
    parser.add_argument("--out", type=Path, default=SAMPLE / "expected.csv")
    chosen = parser.parse_args()
    books = [Book(path) for path in sorted(SAMPLE.glob("????-??-??.xlsx"))[-3:]]
    with chosen.out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("as_of", "id", "scope", "value", "unit", "arithmetic"))
        for before, now in pairwise(books):
            for one in expected(now, before):
                value = "" if one.value is None else format(round(one.value, 2 if one.unit == "money" else 12), "f")
                lines.writerow((now.as_of, one.id, one.scope, value, one.unit, one.words))


if __name__ == "__main__":
    main()
