"""What every page asks of a snapshot first: kept with it when it is published, cut up by kind of scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from value_model.figures.figure import PORTFOLIO
from value_model.store import Answer, Snapshot, Store, question

SUMS = ("scope_sums", "table_rows", "project_list", "objective_list", "benefit_list", "stg_links", "stg_shares", "scope_places")
MONTHS = ("scope_flows", "run_year", "range_months", "forecast_ends")
FOR_FIT = ("objective_forecasts",)  # what the fit of the portfolio needs where objectives are not asked for
FIRST = (*SUMS, *MONTHS, *FOR_FIT)
OF_OTHERS = ("restated", "fx_months", "outlooks", "benefit_span")  # what other snapshots tell beside this one
KEPT = frozenset((*FIRST, *OF_OTHERS))
KINDS = ("project", "objective", "kind", "measure", "programme", "unit", "stage")
_WHOLE = ""  # the part of an answer that tells no scopes apart
OF_SCOPES = frozenset({"by", "asked"})  # say which parts are wanted, and change nothing in any of them

Answers = dict[str, Answer]


def kept(store: Store, snapshot: Snapshot, names: Sequence[str], parameters: Mapping[str, Any]) -> Answers:
    """The answers that are kept, with the scopes that are asked for and no others; those that are not kept are left out."""
    wanted = {_question(name, parameters): name for name in names if name in KEPT}
    if not wanted:
        return {}
    kinds = [kind for kind in str(parameters["by"]).split(",") if kind]
    found = store.kept_answers(snapshot.id, wanted, (_WHOLE, PORTFOLIO, *kinds))
    return {wanted[asked]: answer for asked, answer in found.items()}


def keep(store: Store, snapshot: Snapshot, answers: Answers, parameters: Mapping[str, Any]) -> None:
    """Keep answers that hold the scopes of every kind in `KINDS`."""
    asked = {name: _question(name, parameters) for name in answers}
    store.keep_answers(snapshot.id, {(asked[name], part): of for name, answer in answers.items() for part, of in _parts(answer)})


def unlike(store: Store, snapshot: Snapshot, parameters: Mapping[str, Any]) -> list[str]:
    """The names of answers that are kept and that the rows do not give; `parameters` name the kinds of scope in `KINDS`."""
    known = kept(store, snapshot, FIRST, parameters)
    now = store.from_rows().query_all(tuple(known), snapshot.id, **parameters) if known else {}
    return [name for name, answer in known.items() if _in_order(answer) != _in_order(now[name])]


def _in_order(answer: Answer) -> list[str]:
    """The rows in an order of their own: not every question asks for one."""
    return sorted(map(repr, answer))


def _question(name: str, parameters: Mapping[str, Any]) -> str:
    return question(name, {key: value for key, value in parameters.items() if key not in OF_SCOPES})


def _parts(answer: Answer) -> list[tuple[str, Answer]]:
    if "scope" not in answer.names:
        return [(_WHOLE, answer)]
    return [(kind, answer.only(answer.where("scope", partial(_is_of, kind)))) for kind in (PORTFOLIO, *KINDS)]


def _is_of(kind: str, scope: str) -> bool:
    return scope.partition(":")[0] == kind
