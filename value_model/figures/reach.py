"""The forecast benefits (the plan where there is none) that risks touch; exact only where floats leave in doubt whether a risk is high."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from value_model.figures.facts import Book, Row

SLACK = 1e-9  # of the sizes added up: far more than floats lose


def touches(book: Book, risk: Row) -> dict[str, Decimal]:
    """What a risk touches, by benefit: the one it names whole, else what its project holds of each."""
    if risk["benefit_id"]:
        place = book.benefits.places.get(risk["benefit_id"])
        held = None if place is None else book.benefits.column("held")[place]
        return {} if held is None else {risk["benefit_id"]: held}
    if "parts of forecasts" not in book.memo:
        far = far_below(book)
        book.memo["parts of forecasts"] = _parts(book, {row["project_id"] for row in book.read("risks") if row["row_id"] not in far})
    parts: dict[str, dict[str, Decimal]] = book.memo["parts of forecasts"]
    if risk["project_id"] not in parts:
        parts |= _parts(book, {risk["project_id"]})
    return parts[risk["project_id"]]


def _parts(book: Book, projects: Collection[str]) -> dict[str, dict[str, Decimal]]:
    """The part of each benefit's forecast that projects hold, by project."""
    shares, found = book.shares.rows, {project: dict[str, Decimal]() for project in projects}
    place = _listed(book)
    mine = np.flatnonzero((place >= 0) & shares.where("project_id", found.__contains__) & (shares.floats("share") != 0))
    columns = (shares.values(name, mine) for name in ("project_id", "benefit_id", "share"))
    for project, benefit, share, held in zip(*columns, book.benefits.rows.values("held", place[mine]), strict=True):
        if held is not None:
            found[project][benefit] = held * share
    return found


def far_below(book: Book) -> frozenset[int]:
    """The rows of the risks of a project that clearly weigh less than the policy's share of the benefits that they touch; worked out once."""
    if "risks far below" not in book.memo:
        book.memo["risks far below"] = _far_below(book)
    found: frozenset[int] = book.memo["risks far below"]
    return found


def _far_below(book: Book) -> frozenset[int]:
    projects, parts = book.projects, _floats(book)
    number = book.shares.rows.matched("project_id", projects.rows, "project_id") + 1  # 0 where it is not listed, of which nothing is told
    whole, size = (np.bincount(number, column, len(projects.rows) + 1) for column in (parts, np.abs(parts)))
    whole[0] = np.nan
    risks = [row for row in book.read("risks") if not row["benefit_id"] and row["probability"] is not None and row["impact"] is not None]
    at = np.array([projects.places.get(row["project_id"], -1) for row in risks], dtype=np.int64) + 1
    weight = np.array([float(row["probability"]) * float(row["impact"]) for row in risks])
    is_far = weight + SLACK * np.abs(weight) < float(book.policy["risk.high"]) * (whole[at] - SLACK * size[at])
    return frozenset(row["row_id"] for row, far in zip(risks, is_far.tolist(), strict=True) if far)


def _floats(book: Book) -> NDArray[np.float64]:
    """What each project holds of each forecast, as floats; 0 where there is none."""
    held = np.append(book.benefits.floats("held"), np.nan)[_listed(book)]
    return np.nan_to_num(held * book.shares.rows.floats("share"))


def _listed(book: Book) -> NDArray[np.int64]:
    """By share: the place of its benefit among those that are listed, -1 where it is not; worked out once."""
    if "listed shares" not in book.memo:
        book.memo["listed shares"] = book.shares.rows.matched("benefit_id", book.benefits.rows, "benefit_id")
    found: NDArray[np.int64] = book.memo["listed shares"]
    return found
