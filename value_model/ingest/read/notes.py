"""What a reader of the file should know about it, said once per sheet: nothing unusual passes in silence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

from value_model.contract import Finding, Severity
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import UNCACHED, Grid, Place, address
from value_model.ingest.read.values import NOT_A_DATE, NOT_A_NUMBER

_SHOWN = 5
_MANY_MERGES = 1_000
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u00ad\U000e0000-\U000e007f]")
_LOOKS_NUMERIC = re.compile(r"[\s$€£¥]*\(?[+-]?[\s$€£¥]*\d[\d.,'\s\u00a0\u202f]*\)?\s*[%kKmM€£-]?")
_FIXES = {
    UNCACHED: "Open the file in Excel, save it and load it again; until then these cells are unknown, not 0.",
    NOT_A_NUMBER: "Write these numbers in digits; until then the cells are unknown.",
    NOT_A_DATE: "Write these dates as dates; until then the cells are unknown.",
}
_ERROR_FIX = "Correct the formula or clear the cell; until then it is unknown, not 0."


def places(addresses: list[str]) -> str:
    """Return the first few addresses in words: B4, B5 and 12 more."""
    rest = len(addresses) - _SHOWN
    return ", ".join(addresses[:_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 cell, 2 cells."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def of_sheet(file: str, grid: Grid, evidence: Evidence) -> list[Finding]:
    """Return the findings about one sheet of `file`."""

    def note(severity: Severity, code: str, problem: str, fix: str, cell: str | None = None, value: str | None = None) -> Finding:
        return Finding(severity, code, problem, fix, file=file, sheet=grid.name, cell=cell, value=value)

    if not grid.cells and not evidence.dropped:
        hidden = " hidden" if grid.hidden else ""
        return [note("note", "sheet-empty", f'No data found in{hidden} sheet "{grid.name}".', "Nothing to do if that is meant.")]
    found = [note(*entry) for entry in _hidden(grid)]
    found += [note(*entry) for entry in _problems(grid)]
    found += [note(*entry) for entry in _formulas(evidence)]
    found += [note(*entry) for entry in _texts(grid, evidence)]
    found += [note(*entry) for entry in _shape(grid, evidence)]
    return found


Entry = tuple[Severity, str, str, str] | tuple[Severity, str, str, str, str] | tuple[Severity, str, str, str, str, str]


def _hidden(grid: Grid) -> Iterator[Entry]:
    if grid.hidden:
        yield (
            "warning",
            "sheet-hidden",
            "The sheet is hidden in the file.",
            "It is not loaded unless you choose it; show it in Excel to look at it.",
        )
        return
    rows = sorted({row for row, _ in grid.cells if row in grid.hidden_rows}) if grid.hidden_rows else []
    cols = sorted({col for _, col in grid.cells if col in grid.hidden_cols}) if grid.hidden_cols else []
    if rows:
        told = places([str(row) for row in rows])
        yield (
            "warning",
            "rows-hidden",
            f"{counted(len(rows), 'hidden row')} with data ({told}).",
            "They are loaded too; delete them if they should not count.",
        )
    if cols:
        told = places([address(1, col)[:-1] for col in cols])
        yield (
            "warning",
            "columns-hidden",
            f"{counted(len(cols), 'hidden column')} with data ({told}).",
            "They are loaded too; delete them if they should not count.",
        )


def _problems(grid: Grid) -> Iterator[Entry]:
    """One finding per kind of unusable cell, naming the first cells."""
    by_problem: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place in _where(grid, "x", lambda _: True):
        by_problem[str(grid.cells[place].problem)].append(place)
    for problem, found in by_problem.items():
        where = [address(*place) for place in sorted(found)]
        first = grid.cells[min(found)].text[:80]
        yield "warning", _code(problem), _sentence(problem, where, first), _FIXES.get(problem, _ERROR_FIX), where[0], first


def _code(problem: str) -> str:
    return {UNCACHED: "formula-unsaved", NOT_A_NUMBER: "cell-not-a-number", NOT_A_DATE: "cell-not-a-date"}.get(problem, "cell-error")


def _sentence(problem: str, where: list[str], first: str) -> str:
    if problem == UNCACHED:
        return f"{counted(len(where), 'formula has', 'formulas have')} no saved result ({places(where)})."
    if problem in (NOT_A_NUMBER, NOT_A_DATE):
        kind = "number" if problem == NOT_A_NUMBER else "date"
        return (
            f'{counted(len(where), f"cell marked as a {kind} holds", f"cells marked as {kind}s hold")} none ({places(where)}; "{first}").'
        )
    return f"{counted(len(where), 'cell shows', 'cells show')} the error {problem} ({places(where)})."


def _formulas(evidence: Evidence) -> Iterator[Entry]:
    if evidence.formulas > 1 and evidence.zeros == evidence.formulas:
        problem = f"All {evidence.formulas:,} formulas have the saved result 0, as in files written by a program that does not calculate."
        yield "warning", "formulas-all-zero", problem, "Open the file in Excel, save it and load it again."
    elif evidence.formulas:
        problem = f"{counted(evidence.formulas, 'cell holds a formula', 'cells hold formulas')}."
        yield "note", "formulas", problem, "The results saved in the file are used; they are not calculated again."


def _texts(grid: Grid, evidence: Evidence) -> Iterator[Entry]:
    if evidence.cleaned:
        problem = f"{counted(len(evidence.cleaned), 'cell')} held control characters ({places(evidence.cleaned)})."
        yield "warning", "control-characters", problem, "They were taken out; check the texts.", evidence.cleaned[0]
    unseen = [address(*place) for place in _where(grid, "s", _is_unseen, r"[^\x00-\x7f]")]
    if unseen:
        problem = f"{counted(len(unseen), 'text')} with characters that cannot be seen ({places(unseen)})."
        yield "warning", "unseen-characters", problem, "Names that look alike may differ; type them again if in doubt.", unseen[0]


def numbers_as_text(file: str, grid: Grid) -> list[Finding]:
    """Return a note about texts in a workbook that look like numbers; in a text table every cell is text."""
    where = [address(*place) for place in _where(grid, "s", _is_number_as_text, "^[^A-JLN-Za-jln-z]*$")]
    if not where:
        return []
    problem = f"{counted(len(where), 'number is', 'numbers are')} stored as text ({places(where)})."
    return [
        Finding("note", "numbers-as-text", problem, "They are read where a number is expected.", file=file, sheet=grid.name, cell=where[0])
    ]


def _is_number_as_text(text: str) -> bool:
    return len(text) < 40 and _LOOKS_NUMERIC.fullmatch(text) is not None


def _is_unseen(text: str) -> bool:
    return not text.isascii() and _UNSEEN.search(text) is not None


def _where(grid: Grid, letter: Literal["s", "x"], question: Callable[[str], bool], hint: str = "") -> list[Place]:
    """Return the places of the texts (s) or the unusable cells (x) whose text passes `question`; every such text matches `hint`."""
    if not isinstance(grid.cells, dict):
        return grid.columns.places(letter, question, hint)
    if letter == "x":
        return [place for place, cell in grid.cells.items() if cell.problem is not None and question(cell.text)]
    return [place for place, cell in grid.cells.items() if isinstance(cell.value, str) and question(cell.text)]


def _shape(grid: Grid, evidence: Evidence) -> Iterator[Entry]:
    if evidence.dropped:
        problem = f"{counted(evidence.dropped, 'cell')} far outside the table left out (first {evidence.first_dropped})."
        yield (
            "warning",
            "cells-far-away",
            problem,
            "Excel's Solver leaves such cells; delete them if they mean nothing.",
            evidence.first_dropped,
        )
    if evidence.odd_dimension:
        yield "note", "size-stated-wrongly", "The sheet states its own size wrongly.", "The cells themselves were read; nothing to do."
    if evidence.nested:
        problem = f"{counted(evidence.nested, 'table')} inside cells of the sheet."
        yield "warning", "tables-in-cells", problem, "They were not read; move them to a sheet of their own."
    if len(grid.merged) > _MANY_MERGES:
        yield "note", "many-merged", f"{len(grid.merged):,} merged areas.", "Only the top left cell of each holds a value."
    if evidence.cond_formats > _MANY_MERGES:
        yield (
            "note",
            "many-formats",
            f"{evidence.cond_formats:,} conditional formats, which are not read.",
            "Remove them to make the file smaller.",
        )
