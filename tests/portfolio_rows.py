"""The rows of random portfolios; see portfolios.py for what to ask for."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from value_model.contract import BENEFIT_KINDS, REASONS, TABLES, Cell, Row

FIRST_MONTH = 2024 * 12
MONTHS = 60
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","open")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "**bold** [link](javascript:alert(1)) `code`",
    "costs $64.0M of $1, 100% on plan, 3 of 5",
    "$\\frac{1}{0}$ :material/bomb: :red[stop]",
    "مشروع المطالبات الآلية",
    "פרויקט האתר",
    "plan \u202egnp.exe\u202c",
    "Launch 🚀 👩🏽‍💻 ✅",
    "zero\u200bwidth\u00a0space",
    "'; DROP TABLE projects; --",
    '"quoted", with; separators: and | pipes',
    "{{7*7}} ${7*7} %s %(name)s {0}",
    "because of the impact, due to 12 drivers",
    "e\u0301toile √ß ﬁ",
    "2026",
    "L" * 200,
)


@dataclass(frozen=True)
class Shape:
    """How much of everything: benefits per project, and how many months lie between two amounts of a stream."""

    benefits: int = 3
    every: int = 3
    objectives: int = 5
    risks: float = 0.5
    hostile: bool = False
    cells: bool = True


class Maker:
    """Collects the rows of one import; each row gets its place in an imagined workbook."""

    def __init__(self, seed: int, as_of: date, shape: Shape) -> None:
        self.dice = random.Random(seed)
        self.as_of, self.shape, self.seed = as_of, shape, seed
        self.records: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(self, table: str, **values: Any) -> None:
        """One row, with None for every field not named."""
        full = {field.name: values.get(field.name) for field in TABLES[table].fields}
        number = len(self.records[table]) + 2
        cells = (
            {k: Cell(f"{_letter(i)}{number}", str(v)) for i, (k, v) in enumerate(full.items()) if v is not None} if self.shape.cells else {}
        )
        self.records[table].append(Row(table, full, sheet=TABLES[table].sheet, row=number, cells=cells))

    def name(self, plain: str) -> str:
        """A plain name, or now and then one that tries to be something else."""
        if self.shape.hostile and self.dice.random() < 0.7:
            return f"{self.dice.choice(HOSTILE)} {plain.split()[-1]}" if self.dice.random() < 0.5 else self.dice.choice(HOSTILE)
        return plain

    def ended(self, month: int) -> bool:
        """True if the month has ended by the as-of date."""
        return period(month + 1) - timedelta(days=1) <= self.as_of


def _letter(column: int) -> str:
    return chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)


def period(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def add_objectives(make: Maker) -> None:
    """A few objectives of rising weight."""
    for number in range(1, make.shape.objectives + 1):
        name = make.name(f"Objective {number}")
        make.add(
            "objectives", objective_id=f"O{number}", name=name, owner="Chief officer", priority=float(10 + 5 * number), horizon_year=2028
        )


def add_project(make: Maker, number: int) -> None:
    """One project with its costs, benefits, link to an objective and now and then a risk."""
    dice, key = make.dice, f"P{number:04}"
    start = FIRST_MONTH + dice.randrange(0, 18)
    finish = start + dice.randrange(6, 30)
    closed = make.ended(finish) and dice.random() < 0.7
    planned = min(1.0, max(0.0, round((make.as_of.year * 12 + make.as_of.month - start) / (finish - start + 1), 2)))
    make.add(
        "projects", project_id=key, name=make.name(f"Project {number}"), programme=f"Programme {number % 12}",
        business_unit=f"Unit {number % 7}", sponsor="Sponsor", manager="Lead", stage="closed" if closed else "delivery",
        investment_class=dice.choice(("run", "grow", "transform")), mandatory=dice.random() < 0.2,
        updated_on=make.as_of - timedelta(days=dice.choice((3, 10, 20, 60))), start=period(start),
        baseline_finish=period(finish), forecast_finish=None if closed else period(finish + dice.choice((0, 0, 3, 6))),
        actual_finish=period(finish) if closed else None, percent_complete=1.0 if closed else round(planned * dice.uniform(0.6, 1.02), 2),
        planned_percent=planned, delivery_rag=dice.choice(("green", "green", "amber", "red")), effort_months=float(dice.randrange(0, 60)),
        depends_on=f"P{number - 1:04}" if number > 1 and dice.random() < 0.05 else None,
    )  # fmt: skip
    if dice.random() > 0.05:
        _costs(make, key, start, finish)
    if dice.random() > 0.1:
        objective = f"O{dice.randrange(1, make.shape.objectives + 1)}"
        make.add("contributions", project_id=key, objective_id=objective, contribution=round(dice.uniform(0.2, 1), 2), confidence=0.8)
    for place in range(dice.randrange(0, 2 * make.shape.benefits + 1)):
        _benefit(make, key, f"B{number:04}-{place}", start + dice.randrange(3, 18))
    if dice.random() < make.shape.risks:
        make.add(
            "risks", risk_id=f"R{number:04}", project_id=key, title=make.name(f"Risk {number}"), kind="threat",
            probability=round(dice.uniform(0.05, 0.7), 2), impact=_dollars(dice, 50, 900), status="open", owner="Lead",
        )  # fmt: skip


def _dollars(dice: random.Random, low: int, high: int) -> Decimal:
    return Decimal(dice.randrange(low, high) * 1000)


def _costs(make: Maker, key: str, start: int, finish: int) -> None:
    each, kind, over = _dollars(make.dice, 20, 300), make.dice.choice(("capex", "opex")), Decimal(make.dice.choice((90, 100, 115))) / 100
    for month in range(start, finish + 1, make.shape.every):
        make.add("costs", project_id=key, period=period(month), stream="plan", kind=kind, amount=each)
        stream = "actual" if make.ended(month) else "forecast"
        make.add("costs", project_id=key, period=period(month), stream=stream, kind=kind, amount=each * over)


def _benefit(make: Maker, project: str, key: str, start: int) -> None:
    dice = make.dice
    kind = dice.choice(BENEFIT_KINDS[:6]) if dice.random() > 0.08 else dice.choice(BENEFIT_KINDS[6:])
    other = f"P{max(1, int(project[1:]) - 1):04}"
    holders = {project: Decimal("0.6"), other: Decimal("0.3")} if other != project and dice.random() < 0.05 else {project: Decimal(1)}
    make.add(
        "benefits", benefit_id=key, name=make.name(f"Benefit {key}"),
        project_id="; ".join(f"{p}:{share}" for p, share in holders.items()) if len(holders) > 1 else project,
        kind=kind, owner="Owner" if dice.random() > 0.1 else None, objective_id=f"O{dice.randrange(1, make.shape.objectives + 1)}",
        change=make.name(f"Change {key}"), rag=dice.choice(("green", "green", "amber", "red", None)), start=period(start),
        confidence=dice.choice((0.3, 0.6, 0.9)), evidence=dice.choice(("claimed", "measured", "confirmed", None)),
    )  # fmt: skip
    for holder, share in holders.items():
        make.add("benefit_shares", benefit_id=key, project_id=holder, share=share)
    if kind != "non-financial":
        _values(make, key, start, silent=dice.random() < 0.08)


def _values(make: Maker, key: str, start: int, *, silent: bool) -> None:
    dice = make.dice
    each, share = _dollars(dice, 20, 500), Decimal(dice.randrange(30, 125)) / 100
    for month in range(start, min(start + 36, FIRST_MONTH + MONTHS), make.shape.every):
        for stream in ("baseline", "plan"):
            make.add("benefit_values", benefit_id=key, period=period(month), stream=stream, amount=each)
        amount = (each * share).quantize(Decimal("0.01"))
        if not make.ended(month):
            low, high = (amount * factor for factor in (Decimal("0.80"), Decimal("1.10")))
            make.add("benefit_values", benefit_id=key, period=period(month), stream="forecast", amount=amount, low=low, high=high)
        elif not silent:
            reason = dice.choice((*REASONS, None)) if share < 1 else None
            proof = dice.choice(("claimed", "measured", "confirmed"))
            make.add("benefit_values", benefit_id=key, period=period(month), stream="actual", amount=amount, evidence=proof, reason=reason)
