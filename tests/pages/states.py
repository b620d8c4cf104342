"""The states of design.md, section 10: how to bring a store into each, and what every page then says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from pages.components import choice_words
from tests.conftest import BY_A_TEST
from tests.pages.conftest import publish
from tests.pages.test_choices import funded
from tests.portfolios import AS_OF, Shape, portfolio, reviews
from value_model.contract import Import, Row
from value_model.exports import drawings
from value_model.store import Store

NAME = "Random portfolio"
SHAPE = Shape(benefits=2, every=6)
SIZE = 8
FAILING = {
    "story": "scurve", "value": "investment_bubble_to_come", "benefits": "waterfall", "fit": "dumbbell", "risk": "quadrant",
    "changes": "bridge_benefits", "projects": "project_scurve", "capability": "evidence_bars",
}  # fmt: skip
CHART_FAILED = "This chart could not be drawn."
ALL = ("story", "value", "benefits", "fit", "choices", "risk", "changes", "projects", "capability", "data", "method", "present", "export")
SCENES = tuple(page for page in ALL if page not in ("present", "data"))  # those with the pickers of the header


@dataclass(frozen=True)
class State:
    """A state: what fills the store, the link, and by page the words it must show and the words it must not."""

    fill: Callable[[Store], None]
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unwanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    breaks: Callable[[pytest.MonkeyPatch], None] | None = None
    charts: bool = True  # whether any chart may be drawn


def everywhere(*words: str, of: tuple[str, ...] = ALL) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(of, words)


def edited(imported: Import, **kept: Callable[[Row], Row | None]) -> Import:
    """Return an import with the rows of some tables changed; a row for which None is returned is left out."""
    records = {
        name: [row for one in rows if (row := kept.get(name, lambda r: r)(one)) is not None] for name, rows in imported.records.items()
    }
    return replace(imported, records=records)


def _without(*streams: str) -> Callable[[Row], Row | None]:
    return lambda row: None if row.values["stream"] in streams else row


def _gone(_: Row) -> None:
    return None


def one() -> Import:
    return portfolio(SIZE, shape=SHAPE)


def two(store: Store) -> None:
    for _, imported in reviews(SIZE, count=2, shape=SHAPE):
        publish(store, NAME, imported)


def two_funded(store: Store) -> None:
    """Two reviews whose projects all have a cost to come."""
    for day, _ in reviews(SIZE, count=2, shape=SHAPE):
        publish(store, NAME, funded(SIZE, as_of=day, shape=SHAPE))


def partial(store: Store) -> None:
    """No objectives, and every other project without a cost."""
    costs = lambda row: row if int(row.values["project_id"][1:]) % 2 else None  # noqa: E731
    publish(store, NAME, edited(one(), objectives=_gone, contributions=_gone, costs=costs))


def no_actual(store: Store) -> None:
    publish(store, NAME, edited(one(), benefit_values=_without("actual")))


def no_forecast(store: Store) -> None:
    publish(store, NAME, edited(one(), benefit_values=_without("forecast"), costs=_without("forecast")))


def no_plan(store: Store) -> None:
    publish(store, NAME, edited(one(), benefit_values=_without("plan", "baseline")))


def stale(store: Store) -> None:
    old = lambda row: replace(row, values=row.values | {"updated_on": AS_OF - timedelta(days=50)})  # noqa: E731
    publish(store, NAME, edited(one(), projects=old))


def draft(store: Store) -> None:
    store.save_draft(NAME, one(), as_of=AS_OF)


def newer_entries(store: Store) -> None:
    """A decision, an answer and a scenario, all entered after the as-of date (the clock of a journal is later than 2026-09-30)."""
    two(store)
    newest = store.newest(NAME)
    assert newest
    later = (AS_OF + timedelta(days=9)).isoformat()
    asked = {"decision_id": "d1", "question": "Stop it or not", "asked_by": "Sponsor", "asked_on": later, "outcome": "pending"}
    answer = {"question": "How confident are you?", "group": "Users", "score": 7}
    store.note(NAME, "decision", asked, role="Sponsor", snapshot=newest.id)
    store.note(NAME, "pulse", answer, role="Users", snapshot=newest.id)


def break_one_chart(patch: pytest.MonkeyPatch) -> None:
    """Make one chart of every page fail as only a fault of ours does."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(BY_A_TEST)

    broken = {key: replace(drawings.CHARTS[key], make=fail) for key in FAILING.values()}
    for name in broken:
        patch.setitem(drawings.CHARTS, name, broken[name])  # type: ignore[arg-type]
    patch.setattr(choice_words.mixes, "draw", fail)


EMPTY = {**everywhere("No portfolio yet."), "data": ("Upload a workbook to see its figures.",)}
STATES: dict[str, State] = {
    "empty": State(lambda _: None, EMPTY, charts=False),
    "partial": State(
        partial,
        {"story": ("Figures cover",), "fit": ("No objective is linked to a project.",), "value": ("Projects the charts cannot show",)},
    ),
    "no actual yet": State(no_actual, {"story": ("Forecast benefits are",), "benefits": ("no gap can be shown",)}, {"story": ("delivered",)}),
    "one snapshot": State(
        lambda store: publish(store, NAME, one()) and None,
        {"changes": ("One snapshot so far. Changes appear after the next one.",), "risk": ("One review so far.",)},
        everywhere("vs 30 Jun 2026", "since June", of=SCENES),
    ),
    "two snapshots, no forecast fell": State(two, {"risk": ("No forecast is below that of an earlier review.",)}, {"risk": ("One review so far.",)}),
    "no forecast": State(
        no_forecast,
        {"value": ("No project has both a cost and a benefit to come.", "No benefit has a forecast."), "choices": ("No cost to come is recorded",),
         "risk": ("would supply the forecast.",)},
        {"story": ("Forecast benefits are",)},
    ),
    "no plan": State(no_plan, {"benefits": ("no gap can be shown",)}, {"story": ("of the $",)}),
    "filtered to nothing": State(two, everywhere("No projects match."), charts=False),
    "one chart failing": State(two_funded, everywhere(CHART_FAILED, of=(*FAILING, "choices", "export")), breaks=break_one_chart),
    "stale": State(stale, everywhere("▲ Watch: last updated 11 Aug 2026", of=SCENES)),  # 30 Sep less 50 days, by hand
    "newer entries": State(
        newer_entries, {"changes": ("9 Oct 2026 (since this snapshot)",), "capability": ("(since this snapshot)",)}
    ),
    "draft": State(draft, {**everywhere("Draft", of=SCENES), "export": ("(draft)",), "present": ("raft",), "data": ("Draft",)}),
}  # fmt: skip


def nothing_passes(store: Store) -> dict[str, str]:
    """Return a filter that keeps no project: a sponsor area and a programme that no project has both of."""
    newest = store.newest(NAME)
    assert newest
    rows = store.rows("projects", newest.id)
    pairs = {(str(row["business_unit"]), str(row["programme"])) for row in rows}
    return next(
        {"unit": unit, "programme": programme}
        for unit in sorted({unit for unit, _ in pairs})
        for programme in sorted({programme for _, programme in pairs})
        if (unit, programme) not in pairs
    )
