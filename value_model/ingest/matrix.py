"""Contributions as a matrix: projects down, objectives across, one number where they meet."""

from __future__ import annotations

from decimal import Decimal

from value_model.contract import TABLES, Cell, MappedColumn, Row
from value_model.ingest import numbers, words
from value_model.ingest.block import Block, Heading, display
from value_model.ingest.coerce import Ask, read
from value_model.ingest.columns import Style
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import FieldMap, TableMap
from value_model.ingest.notes import Notes
from value_model.ingest.wording import key

_ASIDE = {"name", "project", "project name", "total", "sum", "comment", "comments", "notes", "rationale", "example"}
_SCALES = (1, 5, 10, 100)


def rows(block: Block, plan: TableMap, context: Context, notes: Notes) -> Loaded:
    """Return a contribution per filled cell. A scale of 0 to 5, 10 or 100 is found over the whole matrix."""
    loaded = Loaded()
    project = block.find(plan.fields["project_id"].columns[0]) if "project_id" in plan.fields else block.headings[0]
    assert project is not None, "the caller found this heading"  # noqa: S101
    across = [heading for heading in block.headings if heading is not project and key(heading.text) not in _ASIDE]
    scale = _scale(block, across, notes)
    rated: list[Row] = []
    for line in (line for line, filled in zip(block.lines, block.filled_lines.tolist(), strict=True) if filled):
        loaded.lines_read += 1
        loaded.lines_loaded += 1
        rated += _line(block, line, project, across, scale, context, notes)
    loaded.rows = rated
    loaded.used = {project.index, *(heading.index for heading in across)}
    loaded.mapped = {
        "project_id": MappedColumn(project.text),
        "contribution": MappedColumn(", ".join(heading.text for heading in across), 1 / float(scale)),
    }
    return loaded


def _scale(block: Block, across: list[Heading], notes: Notes) -> Decimal:
    found = [number.value for heading in across for text in block.texts(heading) if (number := numbers.parse(text)) and not number.percent]
    top = max((abs(value) for value in found), default=Decimal(0))
    scale = next((size for size in _SCALES if top <= size), 100)
    if scale > 1:
        notes.add("note", "scale-converted", f"Contributions run up to {top}, so they were read on a scale of 0 to {scale} and divided by it.",
                  "Nothing to do if that is right.")  # fmt: skip
    return Decimal(scale)


def _line(block: Block, line: int, project: Heading, across: list[Heading], scale: Decimal, context: Context, notes: Notes) -> list[Row]:
    name = block.cell(line, project)
    if name is None or not name.text.strip():
        notes.add("error", "required-missing", "The row names no project.", "Fill it in, or clear the row.", row=line, column=project.text)
        return []
    ask = Ask("contributions", TABLES["contributions"]["contribution"], FieldMap(()), Style(divisor=scale), context.fiscal_start)
    made = []
    for heading in across:
        cell = block.cell(line, heading)
        if cell is None or not cell.text.strip():
            continue
        got = read(cell, ask)
        if got.value is None and words.flag(cell.text):
            got = type(got)(1.0)  # a cross says that it contributes
        if got.flaw:
            notes.at(got.flaw, block, line, heading, cell.text)
        if got.value is not None:
            values = {"project_id": name.text.strip(), "objective_id": heading.text, "contribution": got.value}
            cells = {
                "project_id": Cell(block.address(line, project), display(name)),
                "objective_id": Cell(block.address(block.header_rows[-1], heading), heading.text),
                "contribution": Cell(block.address(line, heading), display(cell)),
            }
            made.append(Row("contributions", values, context.file, block.grid.name, line, cells))  # type: ignore[arg-type]
    return made
