"""`figures`: the figures of a snapshot; `figures --list`: the catalogue; `trace`: the cells behind a figure."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from value_model import choices, figures, policy
from value_model.cli.common import answer, open_from, pick_snapshot, table
from value_model.errors import UsageError
from value_model.figures import Definition, Figure, FigureSet, Source, TracedRow
from value_model.figures.definition import KINDS
from value_model.figures.only import parse
from value_model.figures.reader import reporting_currency
from value_model.figures.scopes import held, not_stated, nothing_at
from value_model.narrative import format as written

HEADINGS = ("id", "scope", "text", "unit", "reason")
LISTED = ("id", "unit", "good", "formula", "source")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this group."""
    command = commands.add_parser("figures", parents=[common], help="show figures, or list what there is to ask for")
    command.add_argument("ids", nargs="*", metavar="ID", help="ids such as roi.plan, benefits.* or roi.plan@project:P01 (default: all)")
    command.add_argument("--snapshot", default=None, help="snapshot id (default: the newest published one, else the newest draft)")
    command.add_argument(
        "--compared", default="previous", help="id of the snapshot to compare with, or none (default: the published one before)"
    )
    _add_filter(command)
    place = command.add_mutually_exclusive_group()
    place.add_argument("--scope", default=None, help="one scope, such as portfolio, project:P01 or objective:O1")
    place.add_argument("--by", default=None, choices=KINDS[1:], help="every scope of one kind")
    command.add_argument("--list", action="store_true", help="list every id with unit, formula and source")
    command.set_defaults(run=show)
    traced = commands.add_parser("trace", parents=[common], help="show the cells that a figure was made of")
    traced.add_argument("figure", metavar="FIGURE", help="an id such as benefits.realized, or benefits.realized@project:P01")
    traced.add_argument("--scope", default=None, help="one scope, such as project:P01 (default: portfolio)")
    traced.add_argument("--snapshot", default=None, help="snapshot id (default: the newest published one, else the newest draft)")
    _add_filter(traced)
    traced.set_defaults(run=trace)


def _add_filter(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--only", action="append", default=[], metavar="PART=VALUE",
        help="only some projects: objective=ID, programme=NAME, unit=NAME or stage=NAME; may be given several times",
    )  # fmt: skip


def show(options: argparse.Namespace) -> int:
    """Print the figures asked for."""
    if options.list:
        return _list(options)
    store = open_from(options)
    snapshot = pick_snapshot(store, options)
    compared = None if options.compared == "none" else options.compared
    only = parse(options.only)
    computed = figures.compute(store, snapshot.id, compared=compared, by=_kinds(options), only=only)
    found = choices.complete(computed, Source(store, only), policy.load())
    chosen = _chosen(found, options)
    rows = [described(figure, found.context.currency) for figure in chosen]
    document: dict[str, Any] = {"snapshot": snapshot.id, "as_of": snapshot.as_of.isoformat(), "figures": rows}
    document |= {"only": found.context.only.asked} if found.context.only.is_on else {}
    flat = [{name: row[name] for name in ("id", "scope", "value", "unit", "text", "reason", "good", "stream", "formula")} for row in rows]
    answer(options, document, lambda: table([[row[heading] for heading in HEADINGS] for row in rows], HEADINGS), flat)
    return 0


def _kinds(options: argparse.Namespace) -> list[str]:
    """The kinds of scope to compute: those of --by, of --scope and of ids with a scope."""
    asked = [options.by or "", options.scope or "", *(one.partition("@")[2] for one in options.ids)]
    return [kind for kind in KINDS if any(one.partition(":")[0] == kind for one in asked) and kind != "portfolio"]


def _chosen(found: FigureSet, options: argparse.Namespace) -> list[Figure]:
    """The figures that --by, --scope and the ids name. Raises `UsageError` for an id or scope that is not there."""
    scopes = [scope for scope in found.all_scopes if scope.startswith(f"{options.by}:")]
    keys = [key for scope in scopes for key in _at(found, scope)] if options.by else _at(found, options.scope or "portfolio")
    if not options.ids:
        return [found.figures[key] for key in keys]
    chosen: list[tuple[str, str]] = []
    for asked in options.ids:
        figure_id, _, scope = asked.partition("@")
        pool = _at(found, scope) if scope else keys
        matches = [key for key in pool if _matches(key[0], figure_id)]
        if not matches and figures.definition(figure_id) is None:
            raise UsageError(f'There is no figure "{figure_id}". List them with "figures --list".')
        if not matches and not options.by:
            raise not_stated(figure_id, scope or options.scope or "portfolio")
        chosen += matches
    return [found.figures[key] for key in dict.fromkeys(chosen)]


def _at(found: FigureSet, asked: str) -> list[tuple[str, str]]:
    """The figures at one scope, which is compared as the contract compares identifiers."""
    scope = held(asked, found.all_scopes)
    keys = [(figure_id, scope) for figure_id in found.ids("", scope)]
    if not keys and asked != "portfolio":
        raise nothing_at(asked)
    return keys


def _matches(figure_id: str, asked: str) -> bool:
    """Whether an id is the one asked for, follows its pattern, or belongs to its group (`fit`, `benefits.*`)."""
    if asked.endswith("*"):
        return figure_id.startswith(asked[:-1])
    return asked in (figure_id, figure_id.partition(":")[0]) or (figures.definition(asked) is None and figure_id.startswith(asked + "."))


def described(figure: Figure, currency: str) -> dict[str, Any]:
    """One figure as the JSON of `figures.md` has it."""
    coverage = figure.coverage
    return {
        "id": figure.id,
        "scope": figure.scope,
        "value": whole(figure.value),
        "unit": figure.unit,
        "text": written.write(figure, currency),
        "reason": figure.reason,
        "good": figure.good,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "stream": figure.stream,
        "coverage": {"items": coverage.items, "of": coverage.of, "share_of_spend": coverage.share_of_spend} if coverage else None,
        "formula": figure.formula,
        "inputs": [{"id": entry.id, "value": whole(entry.value), "items": entry.items} for entry in figure.inputs],
        "method": figure.method or None,
    }


def whole(value: float | str | None) -> float | str | int | None:
    """A number without a fraction as an integer, so that amounts read as they were typed."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def trace(options: argparse.Namespace) -> int:
    """Print a figure with its formula, its inputs and every row that it was made of."""
    store = open_from(options)
    snapshot = pick_snapshot(store, options)
    ref = options.figure if "@" in options.figure or not options.scope else f"{options.figure}@{options.scope}"
    found = choices.trace(Source(store, parse(options.only)), snapshot.id, ref)
    figure = described(found.figure, reporting_currency(store, snapshot))
    rows = [_row(row) for row in found.rows]
    document = {"snapshot": snapshot.id, "figure": figure, "formula": found.formula, "inputs": figure["inputs"], "rows": rows}
    answer(options, document, lambda: _told(figure, rows), rows)
    return 0


def _row(row: TracedRow) -> dict[str, Any]:
    plain = {"file": row.file, "sha256": row.sha256, "sheet": row.sheet, "row": row.row, "cell": row.cell, "text": row.text}
    amounts = {"field": row.field, "amount": whole(float(row.amount)), "contribution": whole(float(row.contribution))}
    return {**plain, **amounts, "project_id": row.project_id, "benefit_id": row.benefit_id, "input": row.input}


TRACED = ("file", "sheet", "row", "cell", "text", "contribution", "project_id", "benefit_id")


def _told(figure: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    name = figure["id"] if figure["scope"] == "portfolio" else f"{figure['id']}@{figure['scope']}"
    lines = [f"{name} = {figure['text']}", figure["formula"]]
    lines += [f"  {entry['id']} = {entry['value']}" for entry in figure["inputs"]]
    if rows:
        lines += [*_totals(rows), table([[row[heading] for heading in TRACED] for row in rows], TRACED)]
    return "\n".join(lines)


def _totals(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for name in dict.fromkeys(row["input"] for row in rows):
        part = [row["contribution"] for row in rows if row["input"] == name]
        counted = "1 row, which comes to" if len(part) == 1 else f"{len(part)} rows, which add up to"
        yield f"{counted} {whole(sum(part))}" + (f" ({name})" if name else "") + ":"


def _list(options: argparse.Namespace) -> int:
    rows = [_listed(entry) for entry in figures.CATALOGUE]
    answer(options, {"figures": rows}, lambda: _laid_out(rows), rows)
    return 0


def _listed(entry: Definition) -> dict[str, Any]:
    scopes = [kind for kind in KINDS if kind in entry.scopes]
    return {
        "id": entry.id,
        "unit": entry.unit,
        "good": entry.good,
        "stream": entry.stream,
        "formula": entry.formula,
        "source": entry.source,
        "undefined": ", ".join(figures.undefined(entry)),
        "inputs": ", ".join(entry.inputs),
        "scopes": ", ".join(scopes),
        "method": entry.method,
    }


def _laid_out(rows: Iterable[Mapping[str, Any]]) -> str:
    return table([[row[heading] for heading in LISTED] for row in rows], LISTED)
