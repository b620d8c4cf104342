"""Benefits that several projects bring: `P1:0.6; P2:0.4` becomes one row per project with its share."""

from __future__ import annotations

import re
from decimal import Decimal

from value_model.contract import Import, Row, identity
from value_model.ingest import numbers
from value_model.ingest.notes import Flaw

_PART = re.compile(r"\s*(?P<id>.+?)\s*(?::|=|\()\s*(?P<share>[\d.,]+\s*%?)\s*\)?\s*")
_DIGITS = Decimal("1e-10")


def expand(found: Import) -> list[tuple[Row, Flaw]]:
    """Add a `benefit_shares` row per benefit and project; return the rows at fault with what is wrong."""
    if not found.rows("benefits"):
        return []
    known = {
        identity(str(row.values["project_id"])): str(row.values["project_id"])
        for row in found.rows("projects")
        if "project_id" in row.values
    }
    faults: list[tuple[Row, Flaw]] = []
    made: list[Row] = []
    for benefit in found.rows("benefits"):
        text = benefit.values.get("project_id")
        if not isinstance(text, str):
            continue
        parts = split(text, known)
        benefit.values["project_id"] = _written(parts)
        faults += [(benefit, flaw) for flaw in _flaws(parts, known)]
        made += [_row(benefit, project, share) for project, share in parts]
    if made:
        found.records["benefit_shares"] = made
    return faults


def split(text: str, known: dict[str, str]) -> list[tuple[str, Decimal | None]]:
    """Return projects and shares. One project alone holds all of it; several without shares hold no recorded share."""
    if identity(text) in known:
        return [(known[identity(text)], Decimal(1))]
    parts = [part for part in re.split(r"[;\n|]", text) if part.strip()]
    if len(parts) == 1 and "," in text:
        commas = [part for part in text.split(",") if part.strip()]
        parts = commas if all(identity(_PART.sub(r"\g<id>", part)) in known for part in commas) else parts
    found = [_part(part, known) for part in parts]
    if len(found) == 1 and found[0][1] is None:
        return [(found[0][0], Decimal(1))]
    return found


def _part(text: str, known: dict[str, str]) -> tuple[str, Decimal | None]:
    whole = known.get(identity(text))
    shape = _PART.fullmatch(text)
    if whole or not shape:
        return whole or text.strip(), None
    number = numbers.parse(shape["share"])
    if number is None:
        return text.strip(), None
    share = number.value / 100 if number.percent or number.value > 1 else number.value
    return known.get(identity(shape["id"]), shape["id"]), share.quantize(_DIGITS).normalize()


def _written(parts: list[tuple[str, Decimal | None]]) -> str:
    if len(parts) == 1 and parts[0][1] == 1:
        return parts[0][0]
    return "; ".join(project if share is None else f"{project}:{share:f}" for project, share in parts)


def _flaws(parts: list[tuple[str, Decimal | None]], known: dict[str, str]) -> list[Flaw]:
    flaws = [
        Flaw("error", "unknown-reference", f'The project "{project}" is not on the Projects sheet.', "Correct it, or add the project.")
        for project, _ in parts
        if identity(project) not in known
    ]
    total = sum((share for _, share in parts if share is not None), Decimal(0))
    if total > 1:
        flaws.append(
            Flaw("error", "shares-over-1", f"The shares add up to {total:f}, which is more than 1.", "Let them add up to at most 1.")
        )
    if len({identity(project) for project, _ in parts}) < len(parts):
        flaws.append(Flaw("error", "project-named-twice", "A project is named twice.", "Name each project once, with its whole share."))
    return flaws


def _row(benefit: Row, project: str, share: Decimal | None) -> Row:
    cell = benefit.cells.get("project_id")
    values = {"benefit_id": benefit.values.get("benefit_id"), "project_id": project, "share": share}
    cells = {"project_id": cell} if cell else {}
    return Row(
        "benefit_shares",
        {name: value for name, value in values.items() if value is not None},
        benefit.file,
        benefit.sheet,
        benefit.row,
        cells,
    )
