"""`choose`: the best mix of projects for a budget of cost to come, its proof, and what it changes."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from value_model import choices, figures, policy
from value_model.choices import Candidate, Marginal, Mix, Scenario, Swaps
from value_model.choices.best import answering
from value_model.choices.frontier import FrontierPoint
from value_model.choices.problem import state
from value_model.choices.scenario import KIND, written_down
from value_model.cli.common import answer, open_from, pick_snapshot, say, table
from value_model.contract import identity
from value_model.figures import FigureSet
from value_model.figures.limits import contributions, limits
from value_model.narrative import conflicts
from value_model.narrative import format as written
from value_model.store import Snapshot, Store

SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9}
# Thousands stand in groups of three: "12,5M" is no 125 million, and may mean 12.5 million elsewhere.
_MONEY = re.compile(r"((?:[0-9]{1,3}(?:[,_ ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)\s*([kKmMbB]?)")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    command = commands.add_parser("choose", parents=[common], help="find the best mix of projects for a budget of cost to come")
    command.add_argument("--budget", type=_money, required=True, metavar="MONEY", help="cost to come, such as 12500000, 12.5M or 800k")
    command.add_argument("--effort", type=_money, default=None, metavar="N", help="at most N people-months")
    command.add_argument("--include", nargs="+", action="extend", default=[], metavar="ID", help="projects that must be in the mix")
    command.add_argument("--exclude", nargs="+", action="extend", default=[], metavar="ID", help="projects that must not be in it")
    command.add_argument("--measure", choices=list(choices.MEASURES), default=choices.DEFAULT, help="what the mix is to hold most of")
    command.add_argument("--snapshot", default=None, help="snapshot id (default: the newest published one, else the newest draft)")
    command.add_argument("--save", default=None, metavar="NAME", help="keep the scenario in the journal under this name")
    command.set_defaults(run=choose)


def _money(text: str) -> float:
    found = _MONEY.fullmatch(text.strip())
    amount = float(re.sub(r"[,_ ]", "", found[1])) * SCALES[found[2].lower()] if found else math.inf
    if not math.isfinite(amount):
        raise argparse.ArgumentTypeError(f'"{text}" is not an amount of zero or more; write a number such as 12500000 or 12.5M')
    return amount


def choose(options: argparse.Namespace) -> int:
    """Print the best mix; exit 1 with the conflicts where there is none."""
    with open_from(options) as store:
        snapshot = pick_snapshot(store, options)
        found = figures.compute(store, snapshot.id, compared=None, by=("project", "objective"))
        projects, currency = _projects(store, snapshot, found), found.context.currency
        options.include, options.exclude = (_as_written(asked, projects) for asked in (options.include, options.exclude))
        mix = choices.best_mix(projects, options.budget, options.measure, options.include, options.exclude, options.effort)
        document = _document(projects, mix, options, currency)
        if options.save and mix.is_feasible:
            asked = Scenario(options.budget, options.measure, tuple(options.include), tuple(options.exclude), effort=options.effort)
            content = written_down(options.save, asked, mix, choices.totals(mix.selected, projects, found))
            store.note(snapshot.portfolio, KIND, content, role="analyst", snapshot=snapshot.id)
            say(options, f'Saved as "{options.save}".')
    names = {one.id: one.label for one in projects}
    rows = [{"project_id": one, "name": names[one], "change": _change(one, document)} for one in mix.selected]
    rows += [{"project_id": one, "name": names[one], "change": "out"} for one in document["out"]]
    answer(options, document, lambda: _text(document, mix, projects, currency), rows)
    return 0 if mix.is_feasible else 1


def _projects(store: Store, snapshot: Snapshot, found: FigureSet) -> list[Candidate]:
    return choices.candidates(found, limits(store, snapshot.id), contributions(store, snapshot.id))


def _as_written(asked: Sequence[str], projects: Sequence[Candidate]) -> list[str]:
    """Return identifiers as the snapshot writes them, however they were typed."""
    known = {identity(one.id): one.id for one in projects}
    return [known.get(identity(one), one) for one in asked]


def _document(projects: Sequence[Candidate], mix: Mix, options: argparse.Namespace, currency: str) -> dict[str, Any]:
    names = {one.id: one.label for one in projects}
    change, extra, curve = _beside(projects, mix, options) if mix.is_feasible else (None, None, [])
    return {
        "measure": mix.measure,
        "definition": choices.MEASURES[mix.measure],
        "budget": mix.budget,
        "value": mix.value,
        "bound": mix.bound,
        "gap": mix.gap,
        "status": mix.status,
        "cost": mix.cost,
        "effort": mix.effort,
        "selected": list(mix.selected),
        "left_out": [one.id for one in projects if one.id not in mix.selected] if mix.is_feasible else [],
        "not_weighed": list(mix.left_out),
        "unweighed": list(mix.unweighed),
        "in": [one.id for one in change.into] if change else [],
        "out": [one.id for one in change.out] if change else [],
        "marginal": {"slice": extra.slice, "next": extra.next, "last": extra.last} if extra else None,
        "frontier": [{"budget": p.budget, "value": p.value, "bound": p.bound} for p in curve],
        "conflicts": [conflicts.sentence(one, names, lambda amount: _written(amount, currency)) for one in mix.conflicts],
    }


def _beside(projects: Sequence[Candidate], mix: Mix, options: argparse.Namespace) -> tuple[Swaps, Marginal, list[FrontierPoint]]:
    change = choices.swaps(projects, mix, choices.today(projects, mix.measure))
    rules = (options.include, options.exclude, options.effort)
    problem = state(projects, mix.measure, *rules)
    extra = choices.marginal(answering(problem), mix, float(policy.load()["choices.slice_share"]) * mix.budget)
    return change, extra, choices.frontier(projects, mix.measure, *rules)


def _written(amount: float, currency: str) -> str:
    return written.money(amount, written.style(currency))


def _change(one: str, document: Mapping[str, Any]) -> str:
    return "in" if one in document["in"] else "kept"


def _text(document: Mapping[str, Any], mix: Mix, projects: Sequence[Candidate], currency: str) -> str:
    if not mix.is_feasible:
        return "\n".join(["No mix is possible:", *(f"- {sentence}" for sentence in document["conflicts"])])
    names = {one.id: one for one in projects}
    measure = mix.measure.replace("_", " ")

    def amount(value: float | None) -> str:
        if value is None:
            return "not known"
        return f"{value:,.1f}" if mix.measure == "fit_value" else _written(value, currency)

    proof = "no mix holds more" if not mix.gap else f"no mix holds more than {amount(mix.bound)}, a gap of {mix.gap:.2%}"
    lines = [
        f"In this scenario, the best mix for {_written(mix.budget, currency)} holds {amount(mix.value)} of {measure}; {proof}.",
        f"It costs {_written(mix.cost or 0.0, currency)} to come and holds {len(mix.selected)} projects.",
    ]
    lines += [_listed("Not weighed, left as they are today", mix.left_out, names)] if mix.left_out else []
    lines += [_listed("In the mix without a known amount", mix.unweighed, names)] if mix.unweighed else []
    moved = [("out", names[one]) for one in document["out"]] + [("in", names[one]) for one in document["in"]]
    cells = [(how, one.id, one.label, _written(one.cost or 0.0, currency), amount(one.values.get(mix.measure))) for how, one in moved]
    lines += ["", table(cells, ("today", "id", "project", "cost to come", measure))] if cells else ["Today's mix is the same."]
    curve = [(_written(p["budget"], currency), amount(p["value"]), amount(p["bound"])) for p in document["frontier"]]
    return "\n".join([*lines, "", table(curve, ("budget", measure, "at most"))])


def _listed(words: str, ids: Sequence[str], names: Mapping[str, Candidate]) -> str:
    return f"{words}: {', '.join(names[one].label for one in ids)}."
