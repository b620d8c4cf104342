"""Amounts that are negative from first to last: an export that writes costs so, said and asked once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from value_model.contract import Finding, Import, Row
from value_model.ingest.checks.place import finding
from value_model.ingest.notes import plural
from value_model.records import sizes

_LEAST, _SHARE = 3, 0.9  # amounts of a column, and their share that is negative
_SPEND = {("projects", "budget"), ("projects", "forecast_cost"), ("projects", "cost_to_date"), ("costs", "amount")}
Place = tuple[int, str, str]  # file, sheet and field


@dataclass(slots=True)
class Throughout:
    """The columns that are negative throughout, and where each begins with how many amounts it has."""

    places: set[Place] = field(default_factory=set)
    first: dict[tuple[int, str], int] = field(default_factory=dict)


def throughout(rows: Sequence[Row], negative: Sequence[tuple[int, str]]) -> Throughout:
    """Return the columns of a table nearly all of whose amounts are negative; `negative` are the rows and fields of those."""
    counts = Counter((rows[at].file, rows[at].sheet, name) for at, name in negative)
    found = Throughout()
    for name in dict.fromkeys(name for (_, _, name), count in sorted(counts.items()) if count >= _LEAST):
        amounts = sizes(rows, name)
        filled = Counter((row.file, row.sheet) for row, amount in zip(rows, amounts.tolist(), strict=True) if amount)
        for (file, sheet, column), count in counts.items():
            if column == name and count >= max(_LEAST, _SHARE * filled[file, sheet]):
                at = next(at for at, one in negative if one == name and (rows[at].file, rows[at].sheet) == (file, sheet))
                found.places.add((file, sheet, name))
                found.first[at, name] = count
    return found


def finding_of(found: Import, row: Row, name: str, count: int) -> Finding:
    """Return the finding about a column that is negative throughout; where it is spend and nobody has answered, it is a question."""
    mapped = found.mapping.get(row.table, {}).get(name)
    what, amounts = name.replace("_", " "), plural(count, "amount")
    if (row.table, name) not in _SPEND or mapped is None or mapped.status != "proposed":
        return finding(found, row, "warning", "negative-throughout", f"{amounts} of {what} are negative, all or nearly all there are; they are kept as typed.",
                       "Correct them if they should be positive.", name)  # fmt: skip
    line = f'[{row.table}.fields] {name} = {{ column = "{mapped.column}", scale = -1 }}'
    if "{period}" in mapped.column:
        line = f'[[{row.table}.wide]] pattern = "{mapped.column}", stream = "{row.values.get("stream")}", scale = -1'
    return finding(found, row, "error", "negative-throughout", f"{amounts} of {what} are negative, all or nearly all there are: are they spend? They are kept as typed.",
                   f"If they are, answer with the mapping line {line} (or scale = 1 if they are income).", name)  # fmt: skip
