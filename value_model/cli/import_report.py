"""What `load` and `check` answer: the JSON document, the rows of findings, and the text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from value_model.contract import Finding, Import


def document(found: Import, totals: dict[str, Any]) -> dict[str, Any]:
    """The answer of `load` and `check` as JSON has it."""
    mapping = {
        table: {
            name: {"column": entry.column, "unit": _unit(entry.scale, entry.currency), "certainty": entry.certainty}
            for name, entry in fields.items()
        }
        for table, fields in found.mapping.items()
    }
    return {
        "snapshot": None,
        "published": False,
        "as_of": found.settings.get("as_of"),
        "sheets": [asdict(sheet) for sheet in found.sheets],
        "mapping": mapping,
        "unmapped": found.unmapped,
        "findings": findings(found),
        "totals": totals,
    }


def _unit(scale: float, currency: str | None) -> str:
    return " ".join(part for part in (currency or "", f"{scale:g}" if scale != 1 else "") if part)


def findings(found: Import) -> list[dict[str, Any]]:
    """What was found, as the answers list it."""
    order = ("severity", "code", "file", "sheet", "row", "column", "cell", "value", "problem", "fix")
    return [{name: getattr(finding, name) for name in order} for finding in found.findings]


def report(found: Import) -> str:
    """What was read and what was found, in words; errors first."""
    read = [
        f'{s.file}, sheet "{s.sheet}": {s.recognised_as}, {s.rows_loaded} of {s.rows_read} rows loaded.'
        for s in found.sheets
        if s.rows_read
    ]
    said = [_line(group) for severity in ("error", "warning", "note") for group in _groups(found, severity)]
    counts = [f"{count} {name}{'' if count == 1 else 's'}" for name in ("error", "warning", "note") if (count := found.count(name))]
    return "\n".join([*read, *said, (", ".join(counts) or "Nothing to report") + "."])


def _groups(found: Import, severity: str) -> list[list[Finding]]:
    """Findings of one severity: those of one code about the cells of one sheet together, in the order of their first."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(found.findings):
        if finding.severity == severity:
            alone = number if finding.cell is None else None
            groups.setdefault((finding.code, finding.file, finding.sheet, alone), []).append(finding)
    return list(groups.values())


def _line(group: list[Finding]) -> str:
    first, more = group[0], len(group) - 1
    tail = f" And {more:,} more like this ({first.code}); --format json lists each." if more else ""
    return f"{first.severity}: {first.sentence()}{tail}"
