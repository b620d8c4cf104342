"""Rows of a contract table from a block and its table map: every cell coerced, every oddity said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from value_model.contract import TABLES, Cell, Row, Table, Value
from value_model.ingest import currencies, fields, lines, outline
from value_model.ingest.block import Block, display, filled
from value_model.ingest.cell import Got
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import TableMap
from value_model.ingest.notes import Flaw, Notes, plural
from value_model.ingest.periods import Span
from value_model.ingest.read.grid import RawCell
from value_model.ingest.spread import expand
from value_model.ingest.unit_asked import Source
from value_model.ingest.wording import cut, key

__all__ = ["Context", "Loaded", "rows"]

_CARRIED = ("text", "choice", "list", "currency")  # a cell merged over several records speaks of each; an amount does not


def rows(block: Block, plan: TableMap, context: Context, notes: Notes) -> Loaded:
    """Return the rows that `plan` reads from `block`. Lines that give no row are said."""
    table = TABLES[plan.table]
    loaded = Loaded()
    block = replace(block, lines=tuple(lines.records(block, plan, notes)))
    if plan.table == "projects" and block.orientation == "rows":
        block = outline.top(block, notes)
    sources = fields.sources(block, table, plan, context, loaded, notes)
    spreads, sums = 0, lines.Sums()
    for line in block.lines:
        loaded.lines_read += 1
        if lines.is_total(block, line, sources, table) or _is_sum(block, line, sources, sums):
            _total_row(block, line, sources, loaded, notes)
            sums.part.clear()
            continue
        found = _one_currency(block, line, _values(block, line, sources, notes), sources, context, notes)
        _may_be_total(block, line, found, sums, notes)
        sums.add({name: got.value for name, (got, _) in found.items() if isinstance(got.value, Decimal)})
        made = _rows(block, table, line, found, plan, context)
        spreads += len(made) > 1
        loaded.rows += made
        loaded.lines_loaded += 1
    fields.say_blanks(block, table, sources, notes)
    if spreads:
        notes.add("note", "spread-period", f"{plural(spreads, 'amount')} of a quarter or year spread evenly over the months.",
                  "Give months where the timing matters.")  # fmt: skip
    return loaded


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


def _stated(block: Block, line: int, sources: dict[str, list[Source]]) -> dict[str, Got]:
    """The amounts of a line, whatever the line is."""
    found = {name: _pick(block, line, choices) for name, choices in sources.items() if choices and choices[0].ask.field.kind == "money"}
    return {name: best[2] for name, best in found.items() if best and best[2].value is not None}


def _is_sum(block: Block, line: int, sources: dict[str, list[Source]], sums: lines.Sums) -> bool:
    """Tell whether a line named like a total ("Total new projects"), or by nothing at all, states the sums of those above it."""
    if not lines.called_total(lines.first_text(block, line)) and not lines.is_nameless(block, line, sources):
        return False
    stated = _stated(block, line, sources)
    return sums.are({name: got.value for name, got in stated.items() if isinstance(got.value, Decimal)})


def _may_be_total(block: Block, line: int, found: dict[str, tuple[Got, Cell]], sums: lines.Sums, notes: Notes) -> None:
    """Warn of a record that is called a total and is as large as one, but is not what the lines above add up to."""
    if lines.called_total(label := lines.first_text(block, line)) and line == block.lines[-1]:
        large = [
            name for name, (got, _) in found.items() if isinstance(got.value, Decimal) and got.value > sums.whole.get(name, got.value) / 2
        ]
        if large:
            notes.add("warning", "total-unsure", f'"{cut(label, 60)}" may be a total, but is not what the rows above add up to; it was loaded as a record.',
                      "Delete the row if it is a total.", row=line)  # fmt: skip


def _total_row(block: Block, line: int, sources: dict[str, list[Source]], loaded: Loaded, notes: Notes) -> None:
    loaded.totals.append((line, _stated(block, line, sources)))
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
