"""An import from end to end: read, decide what each sheet is, load its rows, complete them, check them.

Nothing stops at the first fault: everything that was seen is a finding. Only a file that cannot be
read at all raises (`FileRefused`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from value_model.contract import TABLES, Import, SheetReport, SourceFile
from value_model.ingest import (
    asking,
    check,
    child,
    extract,
    ids,
    latest,
    matrix,
    ramp,
    same_sheets,
    settings,
    shares,
    signs,
    sources,
    tasks,
    totals,
    wide,
)
from value_model.ingest.checks import currency
from value_model.ingest.checks.place import finding
from value_model.ingest.compare import totals_agree, units_agree
from value_model.ingest.extract import Context, Loaded
from value_model.ingest.mapping import Mapping, unreadable
from value_model.ingest.notes import Notes, plural
from value_model.ingest.read.grid import Workbook
from value_model.ingest.sources import Left, Source
from value_model.ingest.wording import cut, listed

Progress = Callable[[str], None]


@dataclass(slots=True)
class _State:
    """An import under way."""

    found: Import
    as_of: date | None
    mapping: Mapping | None
    used: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    recognised: set[tuple[int, str]] = field(default_factory=set)


def run(
    paths: Sequence[Path],
    *,
    mapping: Mapping | None = None,
    as_of: date | None = None,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Import:
    """Import files as one snapshot. `names` are what the reader calls them. Raises `FileRefused`."""
    tell = progress or (lambda _: None)
    called = list(names or [path.name for path in paths])
    books = []
    for path, name in zip(paths, called, strict=True):
        tell(f"Reading {name}")
        books.append(child.read_workbook(path, name=name))
    tell("Checking")
    return load(books, mapping=mapping, as_of=as_of)


def recognise(books: Sequence[Workbook], *, mapping: Mapping | None = None) -> list[Source]:
    """Return what each sheet is taken for, without loading its rows."""
    state = _State(Import(files=[SourceFile(book.name, book.sha256, book.size) for book in books]), None, mapping)
    return [sheet for number, book in enumerate(books) for sheet in _sources(number, book, state)]


def load(books: Sequence[Workbook], *, mapping: Mapping | None = None, as_of: date | None = None) -> Import:
    """Import workbooks that have been read."""
    state = _State(Import(files=[SourceFile(book.name, book.sha256, book.size) for book in books]), as_of, mapping)
    sheets = [sheet for number, book in enumerate(books) for sheet in _sources(number, book, state)]
    _settings(sheets, state)
    for sheet in sheets:
        if sheet.table != "settings":
            _sheet(sheet, state)
    return _finish(state)


def _sources(number: int, book: Workbook, state: _State) -> list[Source]:
    state.found.findings += [note if note.file else replace(note, file=book.name) for note in book.notes]
    placed = [sources.of(grid, number, book.name, state.mapping) for grid in book.sheets]
    for left in (entry for entry in placed if isinstance(entry, Left)):
        notes = Notes(left.file_name, left.grid.name)
        asking.not_recognised(left, notes)
        state.found.findings += notes.findings
        block = left.what.block
        read = sum(map(block.filled, block.lines))
        state.found.sheets.append(
            SheetReport(left.file_name, left.grid.name, "not recognised", block.orientation, block.header_rows, read, 0, read)
        )
        state.found.unmapped += [heading.text for heading in block.headings]
    found = [source for entry in placed if not isinstance(entry, Left) for source in entry]
    kept, older = same_sheets.newest(found, state.as_of)
    for source, finding_ in older:
        state.found.findings.append(finding_)
        state.found.sheets.append(_report(source, len(source.block.lines), 0))
    return kept


def _settings(sheets: list[Source], state: _State) -> None:
    for sheet in sheets:
        if sheet.mapping:
            for name, value in sheet.mapping.settings.items():
                state.found.settings.setdefault(name, value)
    for sheet in sheets:
        if sheet.table == "settings":
            notes = Notes(sheet.file_name, sheet.grid.name)
            read, used = settings.load(sheet.block, state.found, sheet.file, notes)
            state.found.findings += notes.findings
            state.found.sheets.append(_report(sheet, read, used))
    notes = Notes(state.found.files[0].name if state.found.files else "", "")
    for problem in unreadable():
        notes.add(
            "note", "mapping-unreadable", f"A saved mapping is passed over. {problem}", "Correct it, or remove it from data/mappings."
        )
    state.as_of = settings.agree(state.found, state.as_of, _said_date(sheets), notes)
    state.found.findings += notes.findings


def _said_date(sheets: list[Source]) -> str | None:
    """Return what the first rows of the sheets say of their date, as a suggestion: "data as of 09/22/2022"."""
    return next((said for sheet in sheets if (said := settings.said_date(sheet.grid))), None)


def _report(sheet: Source, read: int, used: int) -> SheetReport:
    return SheetReport(
        sheet.file_name, sheet.grid.name, sheet.table, sheet.block.orientation, sheet.block.header_rows, read, used, read - used
    )


def _sheet(sheet: Source, state: _State) -> None:
    notes = Notes(sheet.file_name, sheet.grid.name)
    context = Context(sheet.file, settings.whole(state.found, "fiscal_year_start"), state.found.settings.get("reporting_currency"))
    if sheet.plan.matrix:
        loaded = matrix.rows(sheet.block, sheet.plan, context, notes)
    else:
        loaded = extract.rows(sheet.block, sheet.plan, context, notes)
        totals_agree(loaded, notes)
    if sheet.plan.latest_by:
        loaded.rows = latest.keep(loaded.rows, state.as_of, notes)
    elif sheet.recognised and sheet.table == "projects":
        tasks.fold(loaded, notes)
    if sheet.plan.compare and not sheet.plan.wide:
        loaded.used |= units_agree(sheet.block, sheet.plan, loaded, context, notes)
    if sheet.plan.wide:
        loaded = wide.rows(sheet.block, sheet.plan, loaded, context, notes, state.as_of)
        state.found.records.setdefault("benefits", []).extend(wide.benefits(sheet.plan, loaded))
    if sheet.recognised:
        state.recognised.add((sheet.file, sheet.grid.name))
        loaded.used |= asking.about(sheet.recognised, notes)
    _take(sheet, loaded, state)
    if sheet.is_last:
        _unused(sheet, state, notes)
    state.found.findings += notes.findings


def _take(sheet: Source, loaded: Loaded, state: _State) -> None:
    found = state.found
    found.records.setdefault(sheet.table, []).extend(loaded.rows)
    found.mapping.setdefault(sheet.table, {}).update(loaded.mapped)
    found.sheets.append(_report(sheet, loaded.lines_read, loaded.lines_loaded))
    state.used.setdefault((sheet.file, sheet.grid.name), set()).update(loaded.used)


def _unused(sheet: Source, state: _State, notes: Notes) -> None:
    """Report the columns that no table used: those ignored on purpose in one note, the others by name."""
    used = state.used[sheet.file, sheet.grid.name]
    rest = [heading for heading in sheet.block.headings if heading.index not in used]
    ignored = [heading for heading in rest if sources.ignored(heading.text, sheet.ignore)]
    others = [heading for heading in rest if heading not in ignored and not sheet.ignores_rest]
    empty = [heading for heading in others if not any(True for _ in sheet.block.texts(heading))]
    others = [heading for heading in others if heading not in empty]
    if empty:
        names = [cut(heading.text, 60) for heading in empty]
        notes.add("note", "columns-empty", f"{plural(len(names), 'column')} without a value (or texts beside the table): {listed(names)}.",
                  "Nothing to do.")  # fmt: skip
    if ignored or (sheet.ignores_rest and rest):
        names = [cut(heading.text, 60) for heading in (rest if sheet.ignores_rest else ignored)]
        notes.add("note", "columns-ignored", f"{plural(len(names), 'column')} left out on purpose: {listed(names)}.", "Nothing to do.")
    for heading in others:
        asking.unused(heading, notes)
    state.found.unmapped += [heading.text for heading in others]


def _finish(state: _State) -> Import:
    found = state.found
    notes = Notes(found.files[0].name if found.files else "", "")
    ids.projects_named(found, state.recognised, notes)
    ids.settle(found, notes)
    totals.settle(found, state.as_of, notes)
    faults = shares.expand(found)
    found.findings += [finding(found, row, flaw.severity, flaw.code, flaw.problem, flaw.fix, "project_id") for row, flaw in faults]
    signs.turn(found, notes)
    found.findings += check.incomplete(found)
    settings.report_in_one_currency(found, currency.in_use(found), notes)
    findings = check.run(found, state.as_of)
    ramp.derive(found, notes)
    found.findings += notes.findings + findings
    found.records = {name: found.records[name] for name in TABLES if found.records.get(name)}
    found.sheets = [_counted(report, found) for report in found.sheets]
    return found


def _counted(report: SheetReport, found: Import) -> SheetReport:
    """Count the lines that are still there after incomplete and repeated rows were left out."""
    if report.recognised_as not in TABLES or report.recognised_as == "settings":
        return report
    files = {file.name: number for number, file in enumerate(found.files)}
    lines = {row.row for row in found.rows(report.recognised_as) if row.sheet == report.sheet and row.file == files.get(report.file)}
    return replace(report, rows_loaded=len(lines), rows_skipped=report.rows_read - len(lines))
