"""Period columns beside other fields: which table their amounts belong to, and which stream each group is."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from value_model.ingest import periods, units, words
from value_model.ingest.block import Block, Heading
from value_model.ingest.mapping import FieldMap, TableMap, Wide, field_of
from value_model.ingest.recognise import periodic
from value_model.ingest.recognise.parts import TOTAL_WORDS, counted_once
from value_model.ingest.wording import plain

_BENEFIT = re.compile(r"\b(?:ben|benefits?|savings?|nutzen|benefices?|gains|beneficios?|ahorros?|income|revenue)\b")
_COST = re.compile(
    r"\b(?:costs?|spend|budget|capex|opex|rdel|cdel|expenditure|kosten|ausgaben|couts?|depenses|costos?|costes?|gastos?|presupuesto|custos?|orcamento)\b"
)
_KINDS = (
    (re.compile(r"\b(?:capex|cdel|capital)\b"), "capex"),
    (re.compile(r"\b(?:opex|rdel|resource)\b"), "opex"),
    (re.compile(r"\brun\b"), "run"),
)
_YEAR = 12  # months
_TITLE = 120  # characters; a longer line is a note
_OUTSIDE = re.compile(
    r"^pre\b|\b(?:unprofiled|pre profile|remainder|beyond|thereafter|vorjahre|folgejahre|spatere jahre)\b|\b(?:prior|previous|earlier|later|future|subsequent|outer) years?\b"
    r"|\bann?ees? (?:anterieures?|ulterieures?|suivantes?)\b|\banos (?:anteriores|posteriores|siguientes|seguintes)\b|\b(?:exercices?|ejercicios|exercicios) (?:anterieurs?|anteriores)\b"
)
_WHOLE = {  # the field of a project that holds the whole of a profile, by its stream
    "costs": {"baseline": "budget", "plan": "budget", "forecast": "forecast_cost"},
    "benefit_values": {"baseline": "planned_benefit", "plan": "planned_benefit", "forecast": "forecast_benefit"},
}
_ANY = "plan"  # a pattern is made with a stream; where each line states its own, none is taken from it

Placed = tuple[TableMap, TableMap | None, tuple[Heading, ...], tuple[Heading, ...]]


def with_periods(block: Block, plan: TableMap, title: units.Unit) -> Placed:
    """Return the plan with its period columns, a second plan for amounts beside it, columns whose meaning is open, and parts of totals."""
    taken = {heading.index for entry in plan.fields.values() for column in entry.columns if (heading := block.find(column))}
    groups, parts = counted_once(periodic.profiles(block, taken))
    plan = _without_row_totals(plan, groups)
    if not groups or plan.table not in ("projects", "costs", "benefits", "benefit_values"):
        return plan, None, (), ()
    given = plan.table == "benefit_values" or (plan.table == "costs" and "amount" in plan.fields)
    table = plan.table if given else _table(block, plan, groups)
    default = periodic.stream(block.grid.name) or _titled(block) or (_ANY if "stream" in plan.fields and plan.table in _WHOLE else None)
    made = {rest: periodic.wide(rest, found, default) for rest, found in groups.items()}
    open_columns = tuple(heading for rest, found in groups.items() if made[rest] is None or table is None for heading in found)
    wide = tuple(described(entry, rest, table, plan, title) for rest, entry in made.items() if entry and table)
    if not wide or table is None:
        return _without_total(plan), None, open_columns, parts
    if table == "benefit_values" and plan.table == "costs":  # a list of projects whose periods are benefits
        return replace(plan, table=table, fields={"project_id": plan.fields["project_id"]}, wide=wide), None, open_columns, parts
    if table == plan.table:
        kept = {name: entry for name, entry in plan.fields.items() if name not in ("amount", "period")}
        total = {plan.fields["amount"].columns[0]: "amount"} if "amount" in plan.fields else {}
        return replace(plan, fields=kept, wide=wide, compare=total), None, open_columns, parts
    return plan, _beside(plan, table, _held(block, plan, table, wide)), open_columns, parts


def _without_total(plan: TableMap) -> TableMap:
    """Leave out the total of a line as its amount where what stands under its periods is still open."""
    amount = plan.fields.get("amount")
    if amount is None or not _words(amount.columns[0]) <= TOTAL_WORDS:
        return plan
    return replace(plan, fields={name: entry for name, entry in plan.fields.items() if name != "amount"})


def _without_row_totals(plan: TableMap, groups: dict[str, list[Heading]]) -> TableMap:
    """Leave out totals of one year's columns: "Total / Budget" beside "Q1 / Budget" to "Q4 / Budget" is not the whole life's budget."""
    if plan.table != "projects":
        return plan
    sums = {_words(rest) for rest, found in groups.items() if _months(found) <= _YEAR}
    own = {
        name for name, entry in plan.fields.items() if field_of(plan.table, name).kind == "money" and _is_row_total(entry.columns[0], sums)
    }
    return replace(plan, fields={name: entry for name, entry in plan.fields.items() if name not in own})


def _is_row_total(heading: str, sums: set[frozenset[str]]) -> bool:
    said = _words(heading)
    return bool(said & TOTAL_WORDS) and said - TOTAL_WORDS in sums


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", plain(text)))


def _months(found: list[Heading]) -> int:
    spans = [span for heading in found if (named := periodic.split(heading.text)) and (span := periods.parse(named.period.strip("()"), 1))]
    return sum(span.months for span in spans)


def _held(block: Block, plan: TableMap, table: str, wide: tuple[Wide, ...]) -> tuple[Wide, ...]:
    """Hold each profile against its whole-life total where the sheet has amounts without a year: "Unprofiled", "Pre 19-20"."""
    if not any(_OUTSIDE.search(plain(heading.text)) for heading in block.headings):
        return wide
    totals = {stream: plan.fields[name].columns[0] for stream, name in _WHOLE[table].items() if name in plan.fields}
    return tuple(replace(entry, total=totals.get(entry.stream, "")) for entry in wide)


def _table(block: Block, plan: TableMap, groups: dict[str, list[Heading]]) -> str | None:
    """Which amounts stand beside a list: benefits beside benefits; beside projects what the words around say."""
    if plan.table == "benefits":
        return "benefit_values"
    return speaks_of(" ".join([block.grid.name, *groups])) or speaks_of(" ".join(_above(block)))


def _titled(block: Block) -> str | None:
    """Return the one stream that the lines above the headings name: "Actual cost by project"."""
    found = {told for text in _above(block) for word in re.findall(r"[^\W\d_]+", text) if (told := words.stream(word))}
    return found.pop() if len(found) == 1 else None


def _above(block: Block) -> list[str]:
    first = min(block.header_rows)
    cells = block.grid.columns.between(1, first) if block.orientation == "rows" and first > 1 else {}
    return [cell.text for cell in cells.values() if isinstance(cell.value, str) and len(cell.text) <= _TITLE]


def speaks_of(text: str) -> str | None:
    """Return whether words around periods speak of costs or of benefits, None where of neither or of both."""
    said = plain(text)
    if _BENEFIT.search(said) and not _COST.search(said):
        return "benefit_values"
    return "costs" if _COST.search(said) and not _BENEFIT.search(said) else None


def described(entry: Wide, rest: str, table: str | None, plan: TableMap, title: units.Unit) -> Wide:
    """Return the pattern with the kind its words name, the name of the benefit it makes, and the unit of the sheet's title."""
    words = plain(rest)
    kind = next((kind for pattern, kind in _KINDS if table == "costs" and pattern.search(words)), "")
    name = "Benefits" if table == "benefit_values" and plan.table in ("projects", "costs") else ""
    scale = Decimal(1).scaleb(title.power) if title.power and not units.of_heading(entry.pattern).power else None
    return replace(entry, kind=kind, name=name, scale=scale)


def _beside(plan: TableMap, table: str, wide: tuple[Wide, ...]) -> TableMap:
    """The plan of the amounts beside a list, keyed by the list's own identifier or name."""
    key = "project_id" if plan.table == "projects" else "benefit_id"
    source: FieldMap = plan.fields.get(key) or plan.fields["name"]
    return TableMap(table, plan.sheet, plan.orientation, plan.header_rows, {key: source}, wide=wide)
