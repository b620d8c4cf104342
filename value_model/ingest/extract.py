"""Rows of a contract table from a block and its table map: every cell coerced, every oddity said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from value_model.contract import TABLES, Cell, Field, MappedColumn, Row, Severity, Table, Value
from value_model.ingest import columns, currencies, dates
from value_model.ingest.block import Block, Heading, display, filled
from value_model.ingest.coerce import Ask, Got
from value_model.ingest.mapping import FieldMap, TableMap, field_of
from value_model.ingest.notes import Flaw, Notes, plural
from value_model.ingest.periods import Span
from value_model.ingest.read.grid import RawCell
from value_model.ingest.spread import expand
from value_model.ingest.unit_asked import Source, ask_units
from value_model.ingest.wording import EXAMPLE, closest, cut, key, listed

_CARRIED = ("text", "choice", "list", "currency")  # a cell merged over several records speaks of each; an amount does not
MONEY_TOTALS = ("total", "totals", "grand total", "sum", "subtotal", "sub total", "gesamt", "summe", "total general", "somme", "suma")


@dataclass(slots=True)
class Context:
    """What is known before a sheet is read: the file's number and name, settings that bear on reading."""

    file: int = 0
    fiscal_start: int | None = None
    reporting: str | None = None


@dataclass(slots=True)
class Loaded:
    """What one table map gave: rows, how each field was read, and the count of lines."""

    rows: list[Row] = field(default_factory=list)
    mapped: dict[str, MappedColumn] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    lines_read: int = 0
    lines_loaded: int = 0
    totals: list[tuple[int, dict[str, Got]]] = field(default_factory=list)


def rows(block: Block, plan: TableMap, context: Context, notes: Notes) -> Loaded:
    """Return the rows that `plan` reads from `block`. Lines that give no row are said."""
    table = TABLES[plan.table]
    loaded = Loaded()
    block = replace(block, lines=tuple(_lines(block, plan, notes)))
    sources = _sources(block, table, plan, context, loaded, notes)
    spreads = 0
    for line in block.lines:
        loaded.lines_read += 1
        if _is_total(block, line, sources, table):
            _total_row(block, line, sources, loaded, notes)
            continue
        found = _one_currency(block, line, _values(block, line, sources, notes), sources, context, notes)
        made = _rows(block, table, line, found, plan, context)
        spreads += len(made) > 1
        loaded.rows += made
        loaded.lines_loaded += 1
    _say_blanks(block, table, sources, notes)
    if spreads:
        notes.add("note", "spread-period", f"{plural(spreads, 'amount')} of a quarter or year spread evenly over the months.",
                  "Give months where the timing matters.")  # fmt: skip
    return loaded


def _say_blanks(block: Block, table: Table, sources: dict[str, list[Source]], notes: Notes) -> None:
    """Say how many records leave an amount of the whole life empty: unknown, which is not zero."""
    if table.name not in ("projects", "benefits"):
        return
    for name, choices in sources.items():
        if choices and choices[0].ask.field.kind == "money":
            empty = sum(
                all((cell := block.cell(line, source.heading)) is None or not filled(cell) for source in choices) for line in block.lines
            )
            if empty:
                notes.add("note", "blank-amounts", f"{empty} of {plural(len(block.lines), 'row')} leave {name} empty: not known, which is not zero.",
                          "Fill in what is known.", column=choices[0].heading.text)  # fmt: skip


def _sources(block: Block, table: Table, plan: TableMap, context: Context, loaded: Loaded, notes: Notes) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for name, given in plan.fields.items():
        entry = field_of(table.name, name)
        headings = [heading for column in given.columns if (heading := block.find(column))]
        if len(headings) < len(given.columns):
            _missing_column(block, entry, given, notes, found=bool(headings))
        found[name] = [_source(block, table, entry, heading, given, context, notes) for heading in headings]
        loaded.used |= {heading.index for heading in headings}
        if headings:
            loaded.mapped[name] = _mapped(block, given, found[name])
    _say_required(block, table, plan, found, notes)
    return ask_units(block, found, notes)


def _say_required(block: Block, table: Table, plan: TableMap, found: dict[str, list[Source]], notes: Notes) -> None:
    """Say once that a required column is missing, where a row each would say the same."""
    made = {*table.key[:1], "name"} if {*table.key[:1], "name"} & found.keys() else set()
    given = found.keys() | plan.defaults.keys() | made | ({"amount", "period", "stream", "benefit_id"} if plan.wide else set())
    names = [heading.text for heading in block.headings]
    for entry in table.required:
        if entry.name not in given and entry.name not in plan.fields and block.lines:
            near = closest(entry.label, names)
            notes.add(
                "error", "column-missing", f"There is no column for the required {entry.label.lower()}. The columns are {listed(names)}.",
                f'If it is "{near}", rename it or give a mapping.' if near else f'Add a column "{entry.label}".', column=entry.label,
            )  # fmt: skip


def _source(block: Block, table: Table, entry: Field, heading: Heading, given: FieldMap, context: Context, notes: Notes) -> Source:
    style = columns.decide(block, heading, entry, given, notes)
    return Source(heading, Ask(table.name, entry, given, style, context.fiscal_start))


def _missing_column(block: Block, entry: Field, given: FieldMap, notes: Notes, *, found: bool) -> None:
    names = [heading.text for heading in block.headings]
    missing = next(column for column in given.columns if not block.find(column))
    near = closest(missing, names)
    severity: Severity = "error" if entry.required and not found else "note" if given.optional or found else "warning"
    notes.add(
        severity, "column-missing",
        f'There is no column "{missing}" for {entry.name}. The columns are {listed(names)}.',
        f'Did you mean "{near}"? Rename it, or change the mapping.' if near else "Add it, or change the mapping.", column=missing,
    )  # fmt: skip


def _mapped(block: Block, given: FieldMap, sources: list[Source]) -> MappedColumn:
    style = sources[0].ask.style
    texts = [cut(text, 60) for _, text in zip(range(3), block.texts(sources[0].heading), strict=False)]
    entry = sources[0].ask.field
    proven = given.date or dates.order([text for source in sources for text in block.texts(source.heading)]).proof
    order = style.order if entry.kind in columns.DATED and proven else None
    name = " + ".join(source.heading.text for source in sources)
    return MappedColumn(name, float(style.scale / style.divisor), style.currency, order, given.certainty, given.status, tuple(texts))


def _lines(block: Block, plan: TableMap, notes: Notes) -> Iterator[int]:
    """Yield the filled lines down to `skip_below`, without example rows and those whose first cell matches `skip_rows`."""
    examples = 0
    for line in filter(block.filled, block.lines):
        first = first_text(block, line)
        if first.strip().casefold().startswith(EXAMPLE):
            examples += 1
        elif plan.skip_below and fnmatchcase(key(first), _loose(plan.skip_below)):
            notes.add("note", "skipped-below", f'Everything from "{cut(first, 60)}" on was left out.', "Nothing to do.", row=line)
            break
        elif any(fnmatchcase(key(first), _loose(pattern)) for pattern in plan.skip_rows):
            notes.add("note", "row-ignored", f'The row "{cut(first, 60)}" was left out on purpose.', "Nothing to do.", row=line)
        else:
            yield line
    if examples:
        notes.add(
            "note", "example-row", f'{plural(examples, "example row")} (first cell begins with "{EXAMPLE}") not loaded.', "Nothing to do."
        )


def _loose(pattern: str) -> str:
    return "*".join(key(part) for part in pattern.split("*"))


def first_text(block: Block, line: int) -> str:
    return next((cell.text for heading in block.headings if (cell := block.cell(line, heading)) and cell.text.strip()), "")


def _values(block: Block, line: int, sources: dict[str, list[Source]], notes: Notes) -> dict[str, tuple[Got, Cell]]:
    """Return what each mapped field of a line gave, with the cell it came from."""
    found: dict[str, tuple[Got, Cell]] = {}
    for name, choices in sources.items():
        best = _pick(block, line, choices)
        if best is None:
            continue
        source, cell, got = best
        if got.flaw:
            notes.at(_named_flaw(got.flaw, block, line, sources), block, line, source.heading, cell.text)
        found[name] = (got, Cell(block.address(line, source.heading), display(cell)))
    return found


def _one_currency(
    block: Block, line: int, found: dict[str, tuple[Got, Cell]], sources: dict[str, list[Source]], context: Context, notes: Notes
) -> dict[str, tuple[Got, Cell]]:
    """Leave out amounts in another currency than the record's: one record has one currency, and amounts are never mixed."""
    stated = found["currency"][0].value if "currency" in found else None
    beside = {
        name: code
        for name, (got, _) in found.items()
        if got.value is not None and (code := currencies.settle(got.currency, context.reporting))
    }
    own = stated or next(iter(beside.values()), None)
    others = {name: code for name, code in beside.items() if code != own and sources[name][0].ask.field.kind == "money"}
    for name, code in others.items():
        heading = sources[name][0].heading
        flaw = Flaw("error", "currency-differs", f"{name} is in {code} in a record in {own}; it was left out.",
                    "Give each record one currency, and the others on rows of their own.")  # fmt: skip
        notes.at(flaw, block, line, heading, found[name][1].text)
    return {name: (Got(), cell) if name in others else (got, cell) for name, (got, cell) in found.items()}


def _pick(block: Block, line: int, choices: list[Source]) -> tuple[Source, RawCell, Got] | None:
    """Return the first column that holds a usable value, else the first that holds anything."""
    fallback = None
    for source in choices:
        cell = block.cell(line, source.heading)
        if cell is None and source.ask.field.kind in _CARRIED:
            cell = block.merged_above(line, source.heading)
        if cell is None or not filled(cell):
            continue
        got = source.read(cell)
        if got.value is not None:
            return source, cell, got
        fallback = fallback or (source, cell, got)
    return fallback


def _named_flaw(flaw: Flaw, block: Block, line: int, sources: dict[str, list[Source]]) -> Flaw:
    """Add the record's name to a warning about a project that runs across, where a row number says little."""
    if block.orientation == "rows" or "name" not in sources or not sources["name"]:
        return flaw
    cell = block.cell(line, sources["name"][0].heading)
    name = cut(cell.text, 60) if cell else ""
    return Flaw(flaw.severity, flaw.code, f"{name}: {flaw.problem}" if name else flaw.problem, flaw.fix)


def _is_total(block: Block, line: int, sources: dict[str, list[Source]], table: Table) -> bool:
    """A line that calls itself a total and names nothing else."""
    names = [sources[name][0] for name in ("project_id", "name", "benefit_id") if sources.get(name) and name in table]
    texts = [cell.text for source in names if (cell := block.cell(line, source.heading)) and cell.text.strip()]
    texts = texts or [first_text(block, line)]
    return all(key(text).rstrip(":") in MONEY_TOTALS for text in texts)


def _total_row(block: Block, line: int, sources: dict[str, list[Source]], loaded: Loaded, notes: Notes) -> None:
    sums: dict[str, Got] = {}
    for name, choices in sources.items():
        best = _pick(block, line, choices) if choices and choices[0].ask.field.kind == "money" else None
        if best and best[2].value is not None:
            sums[name] = best[2]
    loaded.totals.append((line, sums))
    notes.add("note", "total-row", "The row calls itself a total, so it was not loaded as a record.", "Nothing to do.", row=line)


def _rows(block: Block, table: Table, line: int, found: dict[str, tuple[Got, Cell]], plan: TableMap, context: Context) -> list[Row]:
    values: dict[str, Value] = {}
    cells: dict[str, Cell] = {}
    span: Span | None = None
    for name, (got, cell) in found.items():
        cells[name] = cell
        if isinstance(got.value, Span):
            span, values[name] = got.value, got.value.start
        elif got.value is not None:
            values[name] = got.value
    _complete(values, cells, found, table, plan, context)
    row = Row(table.name, values, context.file, block.grid.name, line, cells)
    return expand(row, span)


def _complete(
    values: dict[str, Value], cells: dict[str, Cell], found: dict[str, tuple[Got, Cell]], table: Table, plan: TableMap, context: Context
) -> None:
    """Fill in defaults, the rating's own wording, and the currency that stood beside an amount."""
    for name, default in plan.defaults.items():
        if name in table:
            values.setdefault(name, default)
    if "delivery_rag" in cells and "delivery_rag_text" not in values and table.name == "projects":
        wording = cells["delivery_rag"]
        if key(wording.text) != values.get("delivery_rag"):
            values["delivery_rag_text"], cells["delivery_rag_text"] = wording.text.strip(), wording
    beside = next((got.currency for got, _ in found.values() if got.currency), None)
    if "currency" in table and "currency" not in values and beside:
        settled = currencies.settle(beside, context.reporting)
        if settled:
            values["currency"] = settled
