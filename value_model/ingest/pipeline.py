"""An import from end to end: read, decide what each sheet is, load its rows, complete them, check them.

Nothing stops at the first fault: everything that was seen is a finding. Only a file that cannot be
read at all raises (`FileRefused`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from value_model import memory
from value_model.contract import TABLES, Import, SheetReport, SourceFile
from value_model.ingest import check, child, collector, going_on, ids, ramp, settings, shares, sheets, signs, totals
from value_model.ingest.checks import currency
from value_model.ingest.checks.place import finding
from value_model.ingest.mapping import Mapping
from value_model.ingest.mapping_file import unreadable
from value_model.ingest.notes import Notes
from value_model.ingest.read.grid import Workbook
from value_model.ingest.recognise import headings
from value_model.ingest.sheets import State
from value_model.ingest.sources import Source
from value_model.ingest.wording import cut
from value_model.records import places

Progress = Callable[[str], None]


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
    books = read(paths, names=names, progress=progress)
    return load(books, mapping=mapping, as_of=as_of, progress=tell)


def read(
    paths: Sequence[Path], *, names: Sequence[str] | None = None, progress: Progress | None = None, tick: child.Tick | None = None
) -> list[Workbook]:
    """Read files, each in a child process of its own. `names` are what the reader calls them. Raises `FileRefused`.

    `tick` is called about twice a second while a file is read; what it raises ends the reading.
    """
    tell = progress or (lambda _: None)
    called = list(names or [path.name for path in paths])
    books = []
    with ThreadPoolExecutor(max_workers=1) as beside:
        beside.submit(headings.prepare)  # while another process reads; what it raises is raised again by who needs it
        for path, name in zip(paths, called, strict=True):
            tell(f"Reading {name}")
            books.append(child.read_workbook(path, name=name, tick=tick))
    return books


def load(
    books: Sequence[Workbook], *, mapping: Mapping | None = None, as_of: date | None = None, progress: Progress | None = None
) -> Import:
    """Import workbooks that have been read. `progress` is told phase by phase how far it is; what it raises ends the import."""
    return load_with_sources(books, mapping=mapping, as_of=as_of, progress=progress)[0]


def load_with_sources(
    books: Sequence[Workbook], *, mapping: Mapping | None = None, as_of: date | None = None, progress: Progress | None = None
) -> tuple[Import, list[Source]]:
    """Import workbooks that have been read, and return what each sheet was taken for as well."""
    with collector.paused():
        found = _load(books, mapping, as_of, progress or (lambda _: None))
    memory.give_back()  # the store needs room now
    return found


def load_each(books: Sequence[Workbook], days: Sequence[date], *, mapping: Mapping | None = None) -> Iterator[tuple[date, Import]]:
    """Import workbooks that have been read as of several days, one after the other."""
    for day in days:
        yield day, load(books, mapping=mapping, as_of=day)


def _load(books: Sequence[Workbook], mapping: Mapping | None, as_of: date | None, tell: Progress) -> tuple[Import, list[Source]]:
    state = State(Import(files=[SourceFile(book.name, book.sha256, book.size) for book in books]), as_of, mapping)
    found: list[Source] = []
    for number, book in enumerate(books):
        tell("Recognising")
        found += sheets.of_book(number, book, state)
    _settings(found, state)
    for sheet in found:
        if sheet.table != "settings":
            sheets.load(sheet, state, partial(tell, f'Loading "{cut(sheet.grid.name, 40)}"'))
    return _finish(state, partial(tell, "Checking")), found


def _settings(found: list[Source], state: State) -> None:
    for sheet in found:
        if sheet.mapping:
            for name, value in sheet.mapping.settings.items():
                state.found.settings.setdefault(name, value)
    for sheet in found:
        if sheet.table == "settings":
            notes = Notes(sheet.file_name, sheet.grid.name)
            read, used = settings.load(sheet.block, state.found, sheet.file, notes)
            state.found.findings += notes.findings
            state.found.sheets.append(sheets.report(sheet, read, used))
    notes = Notes(state.found.files[0].name if state.found.files else "", "")
    for problem in unreadable():
        notes.add(
            "note", "mapping-unreadable", f"A saved mapping is passed over. {problem}", "Correct it, or remove it from data/mappings."
        )
    state.as_of = settings.agree(state.found, state.as_of, _said_date(found), notes)
    state.found.findings += notes.findings


def _said_date(found: list[Source]) -> str | None:
    """Return what the first rows of the sheets say of their date, as a suggestion: "data as of 09/22/2022"."""
    return next((said for sheet in found if (said := settings.said_date(sheet.grid))), None)


def _finish(state: State, tick: Callable[[], None]) -> Import:
    tick()
    found = state.found
    notes = Notes(found.files[0].name if found.files else "", "")
    going_on.join(found)
    ids.named_elsewhere(found, state.recognised, notes)
    ids.settle(found, notes)
    totals.settle(found, state.as_of, notes)
    faults = shares.expand(found)
    found.findings += [finding(found, row, flaw.severity, flaw.code, flaw.problem, flaw.fix, "project_id") for row, flaw in faults]
    signs.turn(found, notes)
    found.findings += check.incomplete(found)
    settings.report_in_one_currency(found, currency.in_use(found), notes)
    findings = check.run(found, state.as_of, tick)
    ramp.derive(found, notes)
    found.findings += notes.findings + findings
    found.records = {name: found.records[name] for name in TABLES if found.records.get(name)}
    found.sheets = [_counted(report, state.lines.get(n), found) for n, report in enumerate(found.sheets)]
    return found


def _counted(report: SheetReport, loaded: set[int] | None, found: Import) -> SheetReport:
    """Count the lines that are still there after incomplete and repeated rows were left out."""
    if loaded is None:
        return report
    files = {file.name: number for number, file in enumerate(found.files)}
    here = files.get(report.file), report.sheet
    lines = set[int]().union(*(numbers for *place, numbers in places(found.rows(report.recognised_as)) if tuple(place) == here))
    return replace(report, rows_loaded=len(lines & loaded), rows_skipped=report.rows_read - len(lines & loaded))
