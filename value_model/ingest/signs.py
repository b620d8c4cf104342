"""Signs: a disbenefit is stored positive and subtracted; a source that writes it negative is turned, and says so."""

from __future__ import annotations

from decimal import Decimal

from value_model.contract import Import, Row
from value_model.ingest.notes import Notes, plural

_FLOWS = ("amount", "low", "high")


def turn(found: Import, notes: Notes) -> None:
    """Turn the disbenefits whose amounts are all written negative into positive ones."""
    kinds = {row.values.get("benefit_id"): row for row in found.rows("benefits") if row.values.get("kind") == "disbenefit"}
    values: dict[object, list[Row]] = {}
    for row in found.rows("benefit_values"):
        if row.values.get("benefit_id") in kinds:
            values.setdefault(row.values.get("benefit_id"), []).append(row)
    turned = [benefit for benefit, rows in values.items() if _all_negative(rows)]
    for benefit in turned:
        for row in values[benefit]:
            _negate(row, _FLOWS)
    yearly = [row for row in kinds.values() if isinstance(value := row.values.get("annual_value"), Decimal) and value < 0]
    for row in yearly:
        _negate(row, ("annual_value",))
    count = len({*turned, *(row.values.get("benefit_id") for row in yearly)})
    if count:
        notes.add("note", "sign-flipped", f"{plural(count, 'disbenefit')} written as negative amounts: stored positive and subtracted "
                  f"({', '.join(sorted({str(row.values.get('benefit_id')) for row in yearly} | set(map(str, turned)))[:5])}).", "Nothing to do.")  # fmt: skip


def _all_negative(rows: list[Row]) -> bool:
    amounts = [value for row in rows if isinstance(value := row.values.get("amount"), Decimal) and value]
    return bool(amounts) and all(amount < 0 for amount in amounts)


def _negate(row: Row, fields: tuple[str, ...]) -> None:
    for name in fields:
        value = row.values.get(name)
        if isinstance(value, Decimal):
            row.values[name] = -value
    low, high = row.values.get("low"), row.values.get("high")
    if "low" in fields and isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        row.values["low"], row.values["high"] = high, low
