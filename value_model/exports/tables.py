"""Tables to take away: every figure, the decisions, and the rows behind each chart, as CSV and JSON.

Text in CSV is escaped against formula injection, headings too; JSON keeps text as it is, for no program
runs it. Every row and every document names the snapshot it comes from.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from value_model import narrative
from value_model.charts.drawing import Drawing, Record
from value_model.exports.drawings import CHARTS
from value_model.exports.escape import inert
from value_model.exports.material import Material
from value_model.figures import PORTFOLIO, Figure
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Sentence

FIGURES, DECISIONS = "figures", "decisions"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, with units in them; `key` names the file, `name` is what a reader is told."""

    key: str
    name: str
    rows: Sequence[Record]


def all_of(material: Material) -> list[Table]:
    """Return every table of a snapshot: the figures, the decisions, the rows behind each chart that can be drawn."""
    return [figures(material), decisions(material), *behind(material, material.charts)]


def behind(material: Material, charts: Mapping[str, Drawing]) -> list[Table]:
    """Return the rows behind charts."""
    material.check()
    return [Table(key, CHARTS[key].name, drawing.table) for key, drawing in charts.items()]


def figures(material: Material) -> Table:
    """Return all figures, one a row: id, scope, value, unit, written form, formula, coverage; of a project its own."""
    scope = material.figures.scope
    return Table(
        FIGURES, say("export.all_figures"), [_row(figure, material) for figure in material.figures if scope in (PORTFOLIO, figure.scope)]
    )


def _row(figure: Figure, material: Material) -> Record:
    covered = figure.coverage
    return {
        "id": figure.id,
        "scope": figure.scope,
        "name": material.figures.name(figure.scope),
        "value": whole(figure.value),
        "unit": figure.unit,
        "text": narrative.write(figure, material.figures.context.currency),
        "reason": figure.reason,
        "better": figure.good,
        "stream": figure.stream,
        "formula": figure.formula,
        "items": covered.items if covered else None,
        "of items": covered.of if covered else None,
        "share of spend": covered.share_of_spend if covered else None,
    }


def whole(value: float | str | None) -> float | str | int | None:
    """Return a number without a fraction as an integer, so that amounts read as they were typed."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def decisions(material: Material) -> Table:
    """Return the decisions to take in rank order, with the figures each rests on."""
    asked = material.told.decisions
    rows: list[Record] = [
        {"rank": rank, "decision": d.title, "evidence": d.evidence.text, "ask": d.ask, "figures": " ".join(d.evidence.figures)}
        for rank, d in enumerate(asked, 1)
    ]
    return Table(DECISIONS, say("export.to_take"), rows)


def to_csv(table: Table, material: Material) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark; each row ends with where it comes from."""
    material.check()
    origin = material.origin.columns()
    headings = list(dict.fromkeys([*(name for row in table.rows for name in row), *origin]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(name) for name in headings])
    for row in table.rows:
        cells = row | origin
        writer.writerow([inert(cells.get(name)) for name in headings])
    return out.getvalue().encode("utf-8-sig")


def to_json(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON in UTF-8, the same bytes for the same document."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1, default=str) + "\n").encode()


def table_document(table: Table, material: Material) -> dict[str, Any]:
    """Return one table with its provenance."""
    material.check()
    return {"provenance": _origin(material), "table": table.key, "rows": list(table.rows)}


def document(material: Material, chosen: Sequence[Table]) -> dict[str, Any]:
    """Return everything in one document: provenance, the words with the figures they state, the tables."""
    material.check()
    told = material.told
    return {
        "provenance": _origin(material),
        "headline": _said(told.headline),
        "lead": [_said(sentence) for sentence in told.lead],
        "statements": [_said(sentence) for sentence in told.statements],
        "tables": {table.key: list(table.rows) for table in chosen},
    }


def _origin(material: Material) -> dict[str, Any]:
    origin = material.origin
    return {
        "portfolio": origin.portfolio, "snapshot": origin.snapshot, "hash": origin.hash, "as_of": origin.as_of,
        "compared_as_of": origin.compared or None, "state": origin.state, "filters": origin.filters, "coverage": origin.coverage,
        "currency": origin.currency, "method": material.snapshot.method, "policy": material.snapshot.policy_hash,
        "withheld_sentences": material.withheld,
    }  # fmt: skip


def _said(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "pattern": sentence.pattern, "figures": list(sentence.figures)}
