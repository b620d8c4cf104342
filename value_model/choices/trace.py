"""The rows behind any figure: behind an amount of choice.*, those of the projects it adds up."""

from __future__ import annotations

from value_model import figures
from value_model.choices.stated import stated, work_on
from value_model.choices.work import Work
from value_model.figures import PORTFOLIO, Source, Trace, TracedRows
from value_model.figures.groups.choice import DEFINITIONS
from value_model.figures.scopes import not_stated
from value_model.figures.tracing.trace import project_rows
from value_model.policy import load

OF = {one.id: one for one in DEFINITIONS}


def trace(source: Source, snapshot_id: str, ref: str) -> Trace:
    """Return the rows behind the figure `ref` (`id` or `id@scope`), choice figures included.

    The rows of an amount to come add up to it; a share, a count and what a slice adds have inputs and no rows.
    Raises `UsageError` for a figure or scope that the snapshot does not hold, `StoreError` for an unknown snapshot.
    """
    figure_id, _, scope = ref.partition("@")
    if figure_id not in OF:
        return figures.trace(source.store, snapshot_id, ref, only=source.only)
    if scope not in ("", PORTFOLIO):
        raise not_stated(figure_id, scope)
    work = work_on(figures.compute(source.store, snapshot_id, only=source.only), source, load())
    figure = stated(OF[figure_id], work)
    rows = _rows(source, snapshot_id, figure_id, work) if figure.value is not None else TracedRows()
    return Trace(figure, figure.formula, figure.inputs, rows)


def _rows(source: Source, snapshot_id: str, figure_id: str, work: Work) -> TracedRows:
    if figure_id == "choice.open":
        bound = {one.id for one in work.projects if one.mandatory}
        return _costs(source, snapshot_id).of(lambda whose: whose.project_id not in bound)
    out = [one.id for one in work.swaps.out]
    if figure_id == "choice.below_line":
        return _costs(source, snapshot_id).of(lambda whose: whose.project_id in out)
    if figure_id == "choice.below_line.value":
        return TracedRows(project_rows(source.store, snapshot_id, "benefits.to_come", out, source.only))
    return TracedRows()


def _costs(source: Source, snapshot_id: str) -> TracedRows:
    """The rows of all cost to come; each is of one project."""
    return figures.trace(source.store, snapshot_id, "cost.to_come", only=source.only).rows
