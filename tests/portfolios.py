"""Random portfolios in the contract's shape, for tests and benchmarks: seeded, any size, hostile names if wanted.

    portfolio(500)                      one import of 500 projects
    portfolio(20, hostile=True)         names that try to be markup, formulas or sentences
    reviews(50, count=3)                the same projects as three quarterly reviews saw them

What comes back is a `contract.Import`, as an import from workbooks would give; `sheets` turns it into
plain records by table for a workbook writer. Nothing here is clever about value: amounts are
plausible, some projects lack a cost, a benefit, an owner or any actual.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.portfolio_rows import HOSTILE, Maker, Shape, add_objectives, add_project, period
from value_model.contract import TABLES, Import, SheetReport, SourceFile

__all__ = ["AS_OF", "HOSTILE", "Shape", "portfolio", "reviews", "sheets"]
AS_OF = date(2026, 9, 30)


def portfolio(projects: int, *, seed: int = 1, as_of: date = AS_OF, shape: Shape | None = None, hostile: bool = False) -> Import:
    """Return an import of `projects` random projects; the same arguments give the same import."""
    chosen = shape or Shape()
    make = Maker(seed, as_of, replace(chosen, hostile=True) if hostile else chosen)
    add_objectives(make)
    for number in range(1, projects + 1):
        make.dice = random.Random(f"{seed}/{number}")  # a project does not depend on how many there are
        add_project(make, number)
    return _import(make, projects)


def reviews(projects: int, *, count: int = 3, seed: int = 1, shape: Shape | None = None) -> list[tuple[date, Import]]:
    """Return the same projects at `count` quarter ends up to 2026-09-30, oldest first."""
    ends = [period(AS_OF.year * 12 + AS_OF.month - 3 * back) - timedelta(days=1) for back in reversed(range(count))]
    return [(day, portfolio(projects, seed=seed, as_of=day, shape=shape)) for day in ends]


def sheets(imported: Import) -> dict[str, list[dict[str, Any]]]:
    """Return the import as plain records by table, with the settings as rows; internal tables are left out."""
    found = {name: [row.values for row in rows] for name, rows in imported.records.items() if not TABLES[name].internal}
    return found | {"settings": [{"key": key, "value": value} for key, value in imported.settings.items()]}


def _import(make: Maker, projects: int) -> Import:
    name = f"random-{projects}-{make.seed}-{make.as_of}.xlsx"
    source = SourceFile(name, hashlib.sha256(name.encode()).hexdigest(), 1)
    reports = [
        SheetReport(name, TABLES[table].sheet, table, "rows", (1,), len(rows), len(rows), 0) for table, rows in make.records.items() if rows
    ]
    settings = {
        "portfolio_name": "Random portfolio", "reporting_currency": "USD", "as_of": make.as_of.isoformat(),
        "discount_rate": "0.08", "discount_timing": "start", "price_basis": "nominal", "fiscal_year_start": "1",
    }  # fmt: skip
    return Import(files=[source], sheets=reports, records=make.records, settings=settings)
