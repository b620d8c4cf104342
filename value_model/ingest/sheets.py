"""Each sheet of an import in turn: what it is taken for, its rows, and a word on every column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from value_model.contract import Import, SheetReport
from value_model.ingest import asking, changed, extract, latest, matrix, same_sheets, settings, sources, tasks, wide
from value_model.ingest.compare import totals_agree, units_agree
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import Mapping
from value_model.ingest.notes import Notes, plural
from value_model.ingest.read.grid import Workbook
from value_model.ingest.sources import Left, Source
from value_model.ingest.wording import cut, listed
from value_model.records import add, numbers

_OF_LINES = ("rows-nested", "rows-below", "tasks-below")  # said once of a sheet that gives a list and the amounts beside it


@dataclass(slots=True)
class State:
    """An import under way. `used`: columns by table; `lines`: the lines that gave rows, by the number of their report."""

    found: Import
    as_of: date | None
    mapping: Mapping | None
    used: dict[tuple[int, str, tuple[int, ...]], set[int]] = field(default_factory=dict)
    recognised: set[tuple[int, str]] = field(default_factory=set)
    lines: dict[int, set[int]] = field(default_factory=dict)


def of_book(number: int, book: Workbook, state: State) -> list[Source]:
    state.found.findings += [note if note.file else replace(note, file=book.name) for note in book.notes]
    placed = [sources.of(grid, number, book.name, state.mapping) for grid in book.sheets]
    for left in (entry for entry in placed if isinstance(entry, Left)):
        notes = Notes(left.file_name, left.grid.name)
        asking.not_recognised(left.what, notes)
        state.found.findings += notes.findings
        block = left.what.block
        read = int(block.filled_lines.sum())
        state.found.sheets.append(
            SheetReport(left.file_name, left.grid.name, "not recognised", block.orientation, block.header_rows, read, 0, read)
        )
        state.found.unmapped += [heading.text for heading in block.headings]
    found = [source for entry in placed if not isinstance(entry, Left) for source in entry]
    kept, older = same_sheets.newest(found, state.as_of)
    dates = {day for source, told in older if told.severity == "warning" and (day := same_sheets.when(source.grid.name))}
    state.found.earlier = sorted({*state.found.earlier, *dates})
    for source, finding_ in older:
        state.found.findings.append(finding_)
        state.found.sheets.append(report(source, int(source.block.filled_lines.sum()), 0))
    return kept


def report(sheet: Source, read: int, used: int) -> SheetReport:
    return SheetReport(
        sheet.file_name, sheet.grid.name, sheet.table, sheet.block.orientation, sheet.block.header_rows, read, used, read - used
    )


def load(sheet: Source, state: State, tick: Callable[[], None]) -> None:
    notes = Notes(sheet.file_name, sheet.grid.name)
    fiscal_start, reporting = settings.whole(state.found, "fiscal_year_start"), state.found.settings.get("reporting_currency")
    context = Context(sheet.file, fiscal_start, reporting, tick)
    if sheet.plan.matrix:
        loaded = matrix.rows(sheet.block, sheet.plan, context, notes)
    else:
        loaded = extract.rows(sheet.block, sheet.plan, context, notes)
        notes.findings = [one for one in notes.findings if one.code not in _OF_LINES or one not in state.found.findings]
        totals_agree(loaded, notes)
    if sheet.plan.latest_by:
        every, loaded.rows = loaded.rows, latest.keep(loaded.rows, state.as_of, notes)
        state.found.earlier = sorted({*state.found.earlier, *latest.earlier(every, loaded.rows)})
    elif (sheet.recognised or sheet.mapping) and sheet.table == "projects":
        tasks.fold(sheet.block, loaded, notes)
    if sheet.plan.compare and not sheet.plan.wide:
        loaded.used |= units_agree(sheet.block, sheet.plan, loaded, context, notes)
    if sheet.plan.wide:
        loaded = wide.rows(sheet.block, sheet.plan, loaded, context, notes, state.as_of)
        add(state.found, "benefits", wide.benefits(sheet.plan, loaded))
    if sheet.changed:
        changed.say(sheet.changed, notes)
    if sheet.mapping:
        state.recognised.add((sheet.file, sheet.grid.name))
    if sheet.recognised:
        state.recognised.add((sheet.file, sheet.grid.name))
        loaded.used |= asking.about(sheet.recognised, notes)
    _take(sheet, loaded, state)
    if sheet.is_last:
        _unused(sheet, state, notes)
    state.found.findings += notes.findings


def _take(sheet: Source, loaded: Loaded, state: State) -> None:
    found = state.found
    add(found, sheet.table, loaded.rows)
    found.mapping.setdefault(sheet.table, {}).update(loaded.mapped)
    state.lines[len(found.sheets)] = set(numbers(loaded.rows))
    found.sheets.append(report(sheet, loaded.lines_read, loaded.lines_loaded))
    state.used.setdefault((sheet.file, sheet.grid.name, sheet.block.header_rows), set()).update(loaded.used)


def _unused(sheet: Source, state: State, notes: Notes) -> None:
    """Report the columns that no table used: those ignored on purpose in one note, the others by name."""
    used = state.used[sheet.file, sheet.grid.name, sheet.block.header_rows]
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
