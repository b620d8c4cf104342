"""Work out the figures of the sample's last two reviews from the workbooks alone, and write them down.

    python scripts/check_sample_by_hand.py [--out data/sample/expected.csv]

Nothing of value_model is used: openpyxl reads, Decimal adds. Each row says in words what was added.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from by_hand import delivery, evidence, fit, history, money, others, quality, returns  # noqa: E402
from by_hand.book import Book  # noqa: E402
from by_hand.money import Scope  # noqa: E402
from by_hand.say import Expected  # noqa: E402
from by_hand.streams import Streams  # noqa: E402

SAMPLE = ROOT / "data" / "sample"
PROJECTS = ("P01", "P05", "P06", "P16")


EVERYWHERE = (
    money.cost, money.benefits, money.realization, money.gap, evidence.tiers,
    returns.ratios, returns.npv, returns.value_for_money, returns.payback,
)  # fmt: skip
PORTFOLIO = (
    evidence.faults, evidence.doubles, fit.fit, delivery.delivery, delivery.at_risk, quality.data,
    others.risk, others.concentration, others.outcomes, others.office,
)  # fmt: skip


def expected(books: list[Book]) -> Iterator[Expected]:
    """All figures of the newest of these reviews, the portfolio first."""
    for project in (None, *PROJECTS):
        reviews = [Scope(Streams(book), project) for book in books]
        earlier, scope = reviews[-2:]
        for part in EVERYWHERE if project else (*EVERYWHERE, *PORTFOLIO):
            yield from part(scope)
        yield from delivery.change(scope, earlier)
        if project:
            yield from history.cuts(reviews)
        else:
            yield from quality.asks(scope, earlier)
            yield from others.steps(scope, earlier)
            yield from history.red(reviews)


def main() -> None:
    """Write the expected figures of the last two reviews."""
    parser = argparse.ArgumentParser(description="Work out the sample's figures by hand.")
    parser.add_argument("--out", type=Path, default=SAMPLE / "expected.csv")
    chosen = parser.parse_args()
    books = [Book(path) for path in sorted(SAMPLE.glob("????-??-??.xlsx"))]
    with chosen.out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("as_of", "id", "scope", "value", "unit", "arithmetic"))
        for known in (books[:-1], books):
            for one in expected(known):
                value = "" if one.value is None else format(round(one.value, 2 if one.unit == "money" else 12), "f")
                lines.writerow((known[-1].as_of, one.id, one.scope, value, one.unit, one.words))


if __name__ == "__main__":
    main()
