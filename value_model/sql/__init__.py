"""The SQL of the house: one file per question, composed from the files it names as its inputs.

A file states in its header which relations it reads (``-- Inputs: stg_costs, months``). Inputs that are
files themselves become common table expressions in front of it, so that one statement reaches the
engine. The text is a portable subset; `{DBL}` is the engine's 8-byte float.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_INPUTS = re.compile(r"^-- Inputs:(.*)$", re.MULTILINE)
_READ_ANEW = frozenset({"stg_benefit_values"})  # long: a reader takes the columns it needs sooner than all are written for it
_MADE_FIRST = frozenset(
    {"scope_sums"}
)  # few rows of many columns: an answer is bound twice, which takes longer than to make a table of them
_PARAMETERS = re.compile(r"\$([a-z_]+)")


@cache
def source(name: str) -> str:
    """Return the text of one SQL file, without its trailing order (which only the outermost may keep)."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def inputs(name: str) -> tuple[str, ...]:
    """Return the inputs of `name` that are SQL files themselves, in the order they are named."""
    stated = _INPUTS.search(source(name))
    names = re.findall(r"[a-z_][a-z0-9_]*", stated.group(1)) if stated else []
    return tuple(n for n in names if n != name and (FOLDER / f"{n}.sql").exists())


def _in_order(name: str, seen: list[str], given: frozenset[str] = frozenset()) -> list[str]:
    for part in inputs(name):
        if part not in seen and part not in given:
            _in_order(part, seen, given)
            seen.append(part)
    return seen


def _behind(names: tuple[str, ...]) -> list[str]:
    """Return the files that `names` rest on, each after those it reads itself."""
    order: list[str] = []
    for name in names:
        _in_order(name, order)
    return order


@cache
def shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that several of `names`, or of the files behind them, read: worth answering once, in this order.

    With them come those that read a long table anew, so that no statement reads it twice, and those of `names` that are made first.
    """
    order = _behind(names)
    readers = [part for reader in dict.fromkeys((*order, *names)) for part in inputs(reader)]
    asked = [part for part in names if part in order]
    often = {part for part in order if readers.count(part) + asked.count(part) > 1}
    made = [part for part in order if part not in _READ_ANEW and (part in often or not _READ_ANEW.isdisjoint(inputs(part)))]
    return (*made, *(name for name in names if name in _MADE_FIRST and name not in made))


@cache
def compose(name: str, dbl: str = "double", given: frozenset[str] = frozenset()) -> str:
    """Return one statement that answers `name`: its inputs as CTEs in front, `{DBL}` filled in.

    Inputs in `given` are there already, as tables of that name.
    """
    if name in given:
        return f"select * from {name}"  # noqa: S608 - a name of this folder
    parts = [f"{part} as (\n{source(part)}\n)" for part in _in_order(name, [], given)]
    with_inputs = "with " + ",\n".join(parts) + f"\nselect * from (\n{source(name)}\n) as answer" if parts else source(name)
    return with_inputs.replace("{DBL}", dbl)


@cache
def shared_table(part: str, names: tuple[str, ...], dbl: str = "double", given: frozenset[str] = frozenset()) -> str:
    """Return the statement that answers `part` once for all of `names`: only the columns that somebody reads are worth writing."""
    columns = _read_of(part, names)
    whole = compose(part, dbl, given)
    return f"select {', '.join(columns)} from (\n{whole}\n) as {part}" if columns else whole  # noqa: S608 - names of this folder


def _read_of(part: str, names: tuple[str, ...]) -> list[str]:
    """The columns of `part` that the files behind `names` read, each named with its table; none where one of them takes all."""
    readers = [_code(reader) for reader in (*_behind(names), *names) if part in inputs(reader)]
    takes_all = rf"select \*|\b{part}\.\*|\b{part} as |\busing\b"
    if part in names or any(re.search(takes_all, text) for text in readers):
        return []
    return sorted({column for text in readers for column in re.findall(rf"\b{part}\.\w+", text)})


@cache
def parameters(text: str) -> set[str]:
    """Return the names bound in a statement (`$as_of` -> "as_of")."""
    return set(_PARAMETERS.findall(_without_comments(text)))


def _code(name: str) -> str:
    return _without_comments(source(name))


def _without_comments(text: str) -> str:
    return re.sub(r"--.*", "", text)
