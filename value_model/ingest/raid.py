"""A log of risks, issues, assumptions and dependencies in one list: risks alone are risks."""

from __future__ import annotations

from dataclasses import replace

from value_model.ingest.block import Block
from value_model.ingest.notes import Notes, plural
from value_model.ingest.wording import listed, plain

_RISKS = frozenset({"risk", "risks", "threat", "opportunity", "r", "risiko", "risque", "riesgo", "risco", "chance"})
_OTHERS = frozenset({
    "issue", "issues", "assumption", "assumptions", "dependency", "dependencies", "action", "actions", "decision", "decisions", "constraint", "lesson", "change",
    "i", "a", "d", "problem", "annahme", "abhangigkeit", "massnahme", "entscheidung", "probleme", "hypothese", "dependance", "problema", "supuesto", "dependencia",
    "premissa",
})  # fmt: skip


def risks_alone(block: Block, notes: Notes) -> Block:
    """Return the lines of a log that its column of types calls risks, saying what the others are."""
    for heading in block.headings:
        column = block.column(heading)
        said = {plain(column.cells.texts[code]) for code in column.used(column.cells.worded)}
        if said & _RISKS and said & _OTHERS and said <= _RISKS | _OTHERS:
            texts = [plain(cell.text) if (cell := column.at(at)) else "" for at in range(len(block.lines))]
            kept = tuple(line for line, text in zip(block.lines, texts, strict=True) if text not in _OTHERS)
            left = len(block.lines) - len(kept)
            notes.add("note", "no-risks", f'By "{heading.text}", {plural(left, "row")} are no risks ({listed(sorted(said & _OTHERS), limit=4)}); they were left out.',
                      "Nothing to do if that is right.", column=heading.text)  # fmt: skip
            return replace(block, lines=kept)
    return block
