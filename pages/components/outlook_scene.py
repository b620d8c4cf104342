"""Tables behind what the Risk page says of the range: room by project, own history by programme, uplifts by project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from pages.components import listing, scenes, wording
from pages.components.figure_panel import Proof
from pages.components.page_scene import PageScene
from value_model.charts.drawing import Look, Record
from value_model.figures.figure import FigureSet
from value_model.figures.groups.outside import IN_CLASS
from value_model.narrative.outlooks import SAID, widest
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

MOST = 20  # rows shown; the file holds all
Unit = tuple[int, str]  # the divisor of a column of money, and its words
Row = tuple[Record, list[str]]  # what a row shows, and the figures it states


@dataclass(frozen=True)
class Table:
    """Rows, the references they state, and their proof."""

    rows: Sequence[Record]
    refs: Sequence[str]
    proof: Proof


@dataclass(frozen=True)
class OutlookScene(PageScene):
    """A page that tells of the range: besides all else, the figures behind what the range hangs on."""

    range_figures: Sequence[str] = ()


def with_outlook(base: PageScene, store: Store, figures: FigureSet, snapshot: Snapshot) -> OutlookScene:
    """Return a page with the proof of what it says of the range."""
    of_range = _of_range(figures, base.story)
    said = [ref for key in SAID if key in base.story.chart_titles for ref in base.story.chart_titles[key].figures]
    proof = base.proof.beside(scenes.proved(store, figures, [*of_range, *said], snapshot))
    return OutlookScene(**{one.name: getattr(base, one.name) for one in fields(base)} | {"proof": proof, "range_figures": of_range})


def _of_range(figures: FigureSet, told: Story) -> list[str]:
    """The figures of the message, of the range and its chance, and all that are drawn; each once."""
    total, keys = widest(figures)
    if not total:
        return []
    said = [ref for key in ("swings", "npv_range") if key in told.chart_titles for ref in told.chart_titles[key].figures]
    drawn = (f"{total}.if_{case}:{key}" for key in keys for case in ("low", "high"))
    return list(dict.fromkeys([*said, *(f"{total}.{level}" for level in ("p10", "p50", "p90")), *drawn]))


def room(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> Table:  # noqa: ARG001
    """Return by how much benefits and cost of each project may change until it is worth nothing, least room first."""
    names = listing.names(figures)
    unit = wording.unit(figures.context.currency, [figures.value("npv.forecast", one) for one in names])
    found = [row for row in (_room(figures, one, name, unit) for one, name in names.items()) if row]
    return _table(store, figures, snapshot, sorted(found, key=lambda row: abs(float(row[0][say("words.change_of_benefits")]))))


def _room(figures: FigureSet, scope: str, name: str, unit: Unit) -> Row | None:
    refs = [f"{figure}@{scope}" for figure in ("npv.forecast", "switching.benefits", "switching.cost")]
    worth, benefits, cost = map(figures.value, refs)
    if worth is None or benefits is None or cost is None:
        return None
    shown = {say("words.change_of_benefits"): wording.in_percent(benefits), say("words.change_of_cost"): wording.in_percent(cost)}
    return {say("words.project"): name} | _money({say("words.net_present_value"): worth}, unit) | shown | {"Scope": scope}, refs


def _money(amounts: Mapping[str, float | None], unit: Unit) -> Record:
    """Amounts under headings that name their unit."""
    scale, words = unit
    return {say("heads.named_in", name=name, unit=words): wording.in_unit(amount, scale) for name, amount in amounts.items()}


def own_history(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> Table:  # noqa: ARG001
    """Return what closed projects brought of the benefits due, by programme."""
    programmes: dict[str, str] = {}
    for kept in store.rows("projects", snapshot.id):
        if kept["programme"] and f"project:{kept['project_id']}" in figures.all_scopes:
            programmes.setdefault(str(kept["programme"]), f"project:{kept['project_id']}")
    return _table(store, figures, snapshot, [row for name, one in programmes.items() if (row := _history(figures, name, one))])


def _history(figures: FigureSet, programme: str, scope: str) -> Row | None:
    refs = [f"outside.{side}.{level}@{scope}" for side in ("benefits", "cost") for level in ("p10", "p50", "p90")]
    known = [figure for figure in map(figures.get, refs) if figure and isinstance(figure.value, float)]
    if not known:
        return None
    class_size = next(entry.value for entry in known[0].inputs if entry.id == IN_CLASS)
    shown = {_head(figure.id): wording.in_percent(float(figure.value or 0)) for figure in known}
    return {say("words.programme"): programme, say("words.closed_projects"): int(class_size or 0)} | shown, refs


def _head(figure_id: str) -> str:
    _, side, level = figure_id.split(".")
    return say(f"words.{side}_{level}")


def uplifts(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> Table:  # noqa: ARG001
    """Return the capital cost to come of each project with a class, and with the published uplifts; largest first."""
    classes = {f"project:{row['project_id']}": str(row["cost_class"] or "") for row in store.rows("projects", snapshot.id)}
    names = listing.names(figures)
    amounts = {one: figures.value("optimism.capital", one) for one in names}
    unit = wording.unit(figures.context.currency, amounts.values())
    largest = sorted((one for one in amounts if amounts[one] is not None), key=lambda one: -(amounts[one] or 0))
    return _table(store, figures, snapshot, [_lifted(figures, one, names[one], classes.get(one, ""), unit) for one in largest])


def _lifted(figures: FigureSet, scope: str, name: str, cost_class: str, unit: Unit) -> Row:
    refs = {bound: f"optimism.{bound}@{scope}" for bound in ("capital", "lower", "upper")}
    money = _money({say(f"words.uplift_{bound}"): figures.value(ref) for bound, ref in refs.items()}, unit)
    named = {say("words.project"): name, say("words.cost_class"): say(f"words.{cost_class}")}
    return named | money | {"Scope": scope}, list(refs.values())


def _table(store: Store, figures: FigureSet, snapshot: Snapshot, found: list[Row]) -> Table:
    refs = list(_shown(found))
    return Table([row for row, _ in found], refs, scenes.proved(store, figures, refs, snapshot))


def _shown(found: list[Row]) -> Iterator[str]:
    for _, refs in found[:MOST]:
        yield from refs


MAKERS: dict[str, Callable[[Store, FigureSet, Policy, Snapshot, str, Look], object]] = {
    "room": room,
    "own_history": own_history,
    "uplifts": uplifts,
}
