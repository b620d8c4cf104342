"""Which table a block feeds and which heading feeds which field: the reading that explains most of the headings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from value_model.ingest.block import Block, Heading, unnumbered
from value_model.ingest.mapping import field_of
from value_model.ingest.recognise import doubt, fit, naming
from value_model.ingest.recognise.headings import Guess, core, guesses, sheet_table, short
from value_model.ingest.recognise.periodic import is_periodic

USE, ASK, _DOUBTED = 0.7, 0.5, 0.6
_PLAIN = 0.9
_SHEET_BONUS = 0.75
_SAMPLE, _SEVERAL, _NEAR = 300, 5, 0.05
_ALL_ELSE = 3
_APART, _AGAIN = 0.9, 0.5  # of the texts of a column are different
_READABLE = ("money", "number", "integer", "fraction", "date", "choice", "flag")
# What a table must have to be one: one of each group.
ANCHORS: dict[str, tuple[tuple[str, ...], ...]] = {
    "projects": (("name", "project_id"),),
    "costs": (("project_id",), ("amount",), ("period", "stream")),
    "benefits": (("name", "benefit_id"), ("project_id", "annual_value", "planned_total", "kind")),
    "benefit_values": (("benefit_id",), ("amount",), ("period", "stream")),
    "objectives": (("name", "objective_id"), ("objective_id", "pillar", "priority", "horizon_year")),
    "contributions": (("project_id",), ("objective_id",), ("contribution",)),
    "risks": (("title",), ("probability", "impact", "risk_id", "response")),
    "milestones": (("name",), ("baseline_on", "forecast_on", "actual_on")),
    "measures": (("name", "measure_id"), ("target", "baseline", "unit")),
    "readings": (("measure_id",), ("value",), ("on",)),
    "decisions": (("question",), ("outcome", "decided_on", "decision_id")),
    "stakeholders": (("stakeholder_id", "group"), ("influence", "engagement", "desired")),
    "rates": (("currency",), ("rate",), ("period",)),
    "criteria": (("criterion",), ("weight",)),
    "scores": (("project_id",), ("criterion",), ("score",)),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A heading chosen for a field, or a candidate that is not sure enough."""

    heading: Heading
    field: str
    certainty: float


@dataclass(slots=True)
class Reading:
    """One way to read a block: its table, the fields found, those to ask about, and how much it explains."""

    table: str
    used: dict[str, list[Choice]] = field(default_factory=dict)
    asked: dict[str, list[Choice]] = field(default_factory=dict)
    rivals: dict[str, list[Choice]] = field(default_factory=dict)
    unlike: list[Choice] = field(default_factory=list)
    named_by_place: bool = False
    score: float = 0.0

    @property
    def anchored(self) -> bool:
        """Whether the table has what makes it one."""
        return all(any(name in self.used for name in group) for group in ANCHORS[self.table])


def best(block: Block, *, wide: bool = False) -> Reading | None:
    """Return the reading of a block that explains most, or None where no table has what makes it one.

    With `wide` the amounts stand under period columns, so a table of amounts needs no amount column.
    """
    found = [reading for reading in readings(block, wide=wide) if reading.anchored or (wide and _anchored_wide(reading))]
    first = max(found, key=lambda reading: reading.score, default=None)
    return first and (first if _is_ledger(block, first, found) else _fuller(first, found))


def _is_ledger(block: Block, first: Reading, found: list[Reading]) -> bool:
    """Tell whether lines are bookings: an amount and a date on each, projects again and again, and no amount of a project's own."""
    if first.table != "costs" or not {"project_id", "amount", "period"} <= first.used.keys():
        return False
    texts = list(islice(block.texts(first.used["project_id"][0].heading), _SAMPLE))
    lists = (other for other in found if other.table == "projects")
    return 2 * len(set(texts)) <= len(texts) and not any(
        field_of("projects", name).kind == "money" for other in lists for name in other.used
    )


def _fuller(first: Reading, found: list[Reading]) -> Reading:
    """Prefer the list of what amounts belong to, where lines name it and what it belongs to: its amounts are read beside it."""
    lists = {"benefit_values": ("benefits", "project_id"), "costs": ("projects", "project_id")}
    if first.table not in lists or {"amount", "stream"} <= first.used.keys() or "kind" in first.used:
        return first
    table, naming = lists[first.table]
    return next((other for other in found if other.table == table and {"name", naming} <= other.used.keys()), first)


def _anchored_wide(reading: Reading) -> bool:
    return reading.table in ("costs", "benefit_values") and bool({"project_id", "benefit_id"} & reading.used.keys())


def readings(block: Block, *, wide: bool = False) -> list[Reading]:
    """Return every table's reading of the block."""
    hint = sheet_table(block.grid.name)
    by_table: dict[str, list[tuple[Heading, Guess]]] = {table: [] for table in ANCHORS}
    for heading in block.headings:
        amounts = wide and is_periodic(heading.text)  # a period's amounts are no total: "Apr-25 planned"
        for guess in guesses(unnumbered(heading.text)):
            if guess.table in by_table and guess.certainty >= (_PLAIN if amounts else ASK):
                by_table[guess.table].append((heading, guess))
    return [_reading(block, table, pairs, bonus=_SHEET_BONUS if hint == table else 0, wide=wide) for table, pairs in by_table.items()]


def _reading(block: Block, table: str, pairs: list[tuple[Heading, Guess]], *, bonus: float, wide: bool) -> Reading:
    weighed = [_weighed(block, table, heading, guess) for heading, guess in pairs]
    choices = [choice for choice in weighed if choice.certainty >= ASK]
    choices = _without_numbering(block, _without_group(block, table, _without_constant(block, table, choices)))
    reading = Reading(table)
    taken: set[int] = set()
    for choice in sorted(choices, key=lambda choice: (-choice.certainty, choice.heading.index)):
        if choice.heading.index in taken:
            continue
        if choice.certainty < USE:
            _later(reading, choice)
        elif choice.field not in reading.used:
            reading.used[choice.field] = [choice]
            taken.add(choice.heading.index)
        elif _complements(block, reading.used[choice.field], choice):
            reading.used[choice.field].append(choice)
            taken.add(choice.heading.index)
        else:
            reading.rivals.setdefault(choice.field, []).append(choice)
    _name(block, reading, taken)
    _level(reading, taken)
    doubted = _doubt(block, reading, taken)
    _tidy(reading, taken)
    reading.unlike = _unlike(table, pairs, weighed, taken | {one.heading.index for one in choices})
    explained = doubted + sum(chosen[0].certainty for chosen in reading.used.values())
    reading.score = explained + bonus + (0.5 if wide and table in ("costs", "benefit_values") else 0)
    return reading


def _name(block: Block, reading: Reading, taken: set[int]) -> None:
    """Take a column that is headed by a word for a label as the name, where all else says that the lines are projects."""
    if reading.table != "projects" or reading.anchored or not reading.used:
        return
    found = naming.heading(block)
    least = min(_ALL_ELSE, len(block.headings) - 1) if found and naming.is_pivot(found) else _ALL_ELSE
    if found and len(reading.used) >= least and found.index not in taken:
        reading.used["name"], reading.named_by_place = [Choice(found, "name", USE)], True
        taken.add(found.index)


def _unlike(table: str, pairs: list[tuple[Heading, Guess]], weighed: list[Choice], spoken: set[int]) -> list[Choice]:
    """Return, once per column, what plainly names a field whose values most of its values are not."""
    found: dict[int, Choice] = {}
    for (heading, guess), choice in zip(pairs, weighed, strict=True):
        plainly = guess.certainty >= _PLAIN and field_of(table, guess.field).kind in _READABLE
        if plainly and choice.certainty < ASK and heading.index not in spoken:
            found.setdefault(heading.index, choice)
    return list(found.values())


def _without_constant(block: Block, table: str, choices: list[Choice]) -> list[Choice]:
    """Leave out a project's name or number that is the same on every line where another column tells the lines apart."""
    naming = [choice for choice in choices if table == "projects" and choice.field in ("name", "project_id") and choice.certainty >= USE]
    constant = {choice.heading.index for choice in naming if _is_constant(block, choice.heading)}
    if not constant or all(choice.heading.index in constant for choice in naming):
        return choices
    return [choice for choice in choices if choice.heading.index not in constant or choice.field not in ("name", "project_id")]


def _without_group(block: Block, table: str, choices: list[Choice]) -> list[Choice]:
    """Leave out a name that comes again and again where a number and another name stand once each: a tracker's "Project" beside its titles."""
    sure = [choice for choice in choices if table == "projects" and choice.certainty >= USE]
    names, numbers = ([choice for choice in sure if choice.field == name] for name in ("name", "project_id"))
    told = {choice.heading.index: _distinct(block, choice.heading) for choice in (*names, *numbers)}
    apart = all(any(told[choice.heading.index] >= _APART for choice in some) for some in (names, numbers))
    again = {choice.heading.index for choice in names if told[choice.heading.index] <= _AGAIN} if apart else set()
    return [choice for choice in choices if choice.field != "name" or choice.heading.index not in again]


def _distinct(block: Block, heading: Heading) -> float:
    texts = list(islice(block.texts(heading), _SAMPLE))
    return len(set(texts)) / len(texts) if len(texts) >= _SEVERAL else 0.75


def _without_numbering(block: Block, choices: list[Choice]) -> list[Choice]:
    """Leave out an identifier that merely counts the lines (1, 2, 3) where another column is one too."""
    naming = [choice for choice in choices if choice.field.endswith("_id") and choice.certainty >= USE]
    counting = {choice.heading.index for choice in naming if _counts(block, choice.heading)}
    others = {choice.field for choice in naming if choice.heading.index not in counting}
    return [choice for choice in choices if not (choice.field in others and choice.heading.index in counting)]


def _counts(block: Block, heading: Heading) -> bool:
    texts = islice(block.texts(heading), _SAMPLE)
    last = 0
    for last, text in enumerate(texts, 1):
        if text != str(last):
            return False
    return last >= _SEVERAL


def _is_constant(block: Block, heading: Heading) -> bool:
    texts = list(islice(block.texts(heading), _SAMPLE))
    return len(texts) >= _SEVERAL and len(set(texts)) == 1


def _level(reading: Reading, taken: set[int]) -> None:
    """Ask where two columns are nearly as good for one field, and neither is named for it alone: "Original budget", "RAG (Q1)"."""
    for name, rivals in list(reading.rivals.items()):
        first, kind = reading.used[name][0], field_of(reading.table, name).kind
        unnamed = kind in ("money", "date") and first.certainty < _PLAIN and rivals[0].certainty >= first.certainty - _NEAR
        if unnamed or (kind != "text" and _by_bracket(first, rivals[0])):
            reading.asked.setdefault(name, []).extend([*reading.used.pop(name), *reading.rivals.pop(name)])
            taken.discard(first.heading.index)


def _doubt(block: Block, reading: Reading, taken: set[int]) -> float:
    """Ask about amounts that the columns beside them throw doubt on; return how sure their headings are, which still speak of projects."""
    used, sure = {name: choices[0].heading for name, choices in reading.used.items()}, 0.0
    for name in doubt.fields(block, used) if reading.table == "projects" else ():
        choices = reading.used.pop(name)
        sure += choices[0].certainty
        reading.asked.setdefault(name, []).extend(replace(choice, certainty=min(choice.certainty, _DOUBTED)) for choice in choices)
        taken.difference_update(choice.heading.index for choice in choices)
    return sure


def _by_bracket(first: Choice, other: Choice) -> bool:
    """Tell whether two headings differ by what they add in brackets: "RAG (Q1)", "RAG (Q2)"."""
    texts = (unnumbered(first.heading.text), unnumbered(other.heading.text))
    return short(texts[0]) == short(texts[1]) and all(core(text) != short(text) for text in texts) and core(texts[0]) != core(texts[1])


def _later(reading: Reading, choice: Choice) -> None:
    reading.asked.setdefault(choice.field, []).append(choice)


def _tidy(reading: Reading, taken: set[int]) -> None:
    """Ask only about headings and fields that found nothing surer; a rival that serves another field is none."""
    reading.asked = {
        name: kept
        for name, choices in reading.asked.items()
        if name not in reading.used and (kept := [choice for choice in choices if choice.heading.index not in taken])
    }
    reading.rivals = {
        name: kept for name, choices in reading.rivals.items() if (kept := [c for c in choices if c.heading.index not in taken])
    }


def _weighed(block: Block, table: str, heading: Heading, guess: Guess) -> Choice:
    """Weigh the words by the values: a heading whose values do not read as the field is no candidate."""
    share = fit.share(block, heading, table, field_of(table, guess.field))
    if share is None:  # an empty column proves nothing: its heading must say it plainly
        return Choice(heading, guess.field, guess.certainty if guess.certainty >= _PLAIN else guess.certainty - 0.25)
    weight = 0.8 if field_of(table, guess.field).kind == "choice" else 0.4  # words outside a fixed list say more than an odd date
    certainty = 0.0 if share < 0.2 else guess.certainty * (1 - weight + weight * share)
    return Choice(heading, guess.field, round(certainty, 3))


def _complements(block: Block, chosen: list[Choice], other: Choice) -> bool:
    """Tell whether a heading of the same name fills what the first leaves empty, and never contradicts it."""
    name = unnumbered(chosen[0].heading.text)
    if unnumbered(other.heading.text) != name:
        return False
    first, second = np.zeros(len(block.lines), dtype=bool), block.column(other.heading).filled
    for choice in chosen:
        first |= block.column(choice.heading).filled
    both, either = int((first & second).sum()), int((first | second).sum())
    return either > 0 and both <= 0.1 * either
