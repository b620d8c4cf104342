"""What recognition leaves open: each question with its choices and the mapping line that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from value_model.contract import TABLES
from value_model.ingest import left_lines, words
from value_model.ingest.block import Block, Heading, display, unnumbered
from value_model.ingest.mapping import field_of
from value_model.ingest.notes import Notes, plural
from value_model.ingest.recognise import Recognised, Unrecognised, in_parts, open_periods, yearless
from value_model.ingest.recognise.assign import Choice, Reading
from value_model.ingest.recognise.headings import core
from value_model.ingest.recognise.periodic import is_periodic
from value_model.ingest.recognise.table import YEARS
from value_model.ingest.wording import cut, listed, shown

_MONTHS = in_parts.MONTHS | in_parts.POSTINGS
_STATED = re.compile(r"\b(?:roi|irr|mirr|npv|bcr|payback|return on investment|rendite|retorno|rentabilite)\b")


def about(table: Recognised, notes: Notes) -> set[int]:
    """Say what was left aside and ask what is open; return the columns spoken of."""
    spoken: set[int] = set()
    for name, choices in table.reading.asked.items():
        spoken |= _ask(table, name, choices, notes)
    for name, choices in table.reading.rivals.items():
        if field_of(table.reading.table, name).kind == "money":
            spoken |= _rival(table, name, choices, notes)
    spoken |= _unlike(table, notes)
    if table.reading.named_by_place:
        _named(table, notes)
    _year_alone(table, notes)
    if table.plan.table == "costs" and "stream" in table.plan.defaults:
        notes.add("note", "stream-taken", "Amounts with a posting date were read as actuals.", "Nothing to do if that is right.")
    if table.unplaced:
        spoken |= _unplaced(table, notes)
    spoken |= _yearless(table, notes)
    _year_from_title(table, notes)
    if table.parts:
        spoken |= _parts(table, notes)
    _headings(table.block, notes)
    left_lines.say(table, notes)
    for what in table.unread:
        not_recognised(what, notes, is_part=True)
    if table.title_unit.power or table.title_unit.currency:
        unit = " ".join(
            part
            for part in (table.title_unit.currency or "", f"x {10**table.title_unit.power:,}" if table.title_unit.power else "")
            if part
        )
        notes.add(
            "note",
            "unit-from-title",
            f"A line above or below the table states the unit of the amounts ({unit}).",
            "Nothing to do if that is right.",
        )
    return spoken


def unused(heading: Heading, notes: Notes) -> None:
    """Say that a column was not used; one that states a return says why."""
    if _STATED.search(core(heading.text)):
        notes.add("note", "stated-result", f'"{cut(heading.text, 60)}" states a result. Results are worked out from the amounts; this one is not '
                  "used in their place.", "Compare it with the figure shown.", column=heading.text)  # fmt: skip
        return
    notes.add("note", "column-unused", f'The column "{cut(heading.text, 60)}" was not used.',
              "Map it to a field, or list it under ignore in the mapping.", column=heading.text)  # fmt: skip


def _ask(table: Recognised, name: str, choices: list[Choice], notes: Notes) -> set[int]:
    best = choices[0]
    others = [choice.heading.text for choice in choices[1:]]
    also = f" So may {listed(others)}." if others else ""
    notes.add(
        "warning", "column-asked", f'"{best.heading.text}" may be {name.replace("_", " ")} ({best.certainty:.0%} sure), so it was not used.{also}',
        f'Answer with the mapping line [{table.reading.table}.fields] {name} = "{best.heading.text}", or list it under ignore.', column=best.heading.text,
    )  # fmt: skip
    return {choice.heading.index for choice in choices}


def _rival(table: Recognised, name: str, choices: list[Choice], notes: Notes) -> set[int]:
    used = table.reading.used[name][0].heading.text
    for choice in choices:
        notes.add(
            "warning", "column-rival", f'"{choice.heading.text}" could be {name.replace("_", " ")} too; "{used}" was used.',
            f'To change that: [{table.reading.table}.fields] {name} = "{choice.heading.text}".', column=choice.heading.text,
        )  # fmt: skip
    return {choice.heading.index for choice in choices}


def _named(table: Recognised, notes: Notes) -> None:
    heading = table.reading.used["name"][0].heading.text
    notes.add("warning", "name-taken", f'"{heading}" was taken for the names of the projects: it heads the lines, and its texts tell them apart.',
              f'If it is none, answer with the mapping line [{table.reading.table}.fields] name = "…", or list it under ignore.', column=heading)  # fmt: skip


def _year_alone(table: Recognised, notes: Notes) -> None:
    """Say that a year was read as the period where the months of it stand in a column of their own."""
    period = table.plan.fields.get("period")
    if period is None or len(period.columns) > 1 or core(period.columns[0]) not in YEARS:
        return
    month = next((heading for heading in table.block.headings if core(heading.text) in _MONTHS), None)
    if month:
        notes.add("error", "period-in-two-columns", f'"{period.columns[0]}" holds years and "{month.text}" seems to hold their months; only the years '
                  "would be read, and each amount spread over its year.", "Give one column with both, such as 2026-03 or a posting date.",
                  column=month.text)  # fmt: skip


def _unlike(table: Recognised, notes: Notes) -> set[int]:
    """Say of columns that are plainly named for a field what keeps them from being it: most of their values are something else."""
    spoken: set[int] = set()
    for choice in table.reading.unlike:
        name, heading = choice.field, choice.heading
        if name in table.plan.fields or name in table.reading.asked:
            continue
        texts = [text for text in table.block.texts(heading) if not words.says_unknown(text)]
        notes.add(
            "warning", "values-unlike", f'"{cut(heading.text, 60)}" is named like {name.replace("_", " ")}, but most of its {plural(len(texts), "value")} '
            f'(such as "{cut(texts[0], 40)}") are not, so it was not used.',
            f'Answer with the mapping line [{table.reading.table}.fields] {name} = "{heading.text}" (values = {{ … }} maps words), or list it under ignore.',
            column=heading.text,
        )  # fmt: skip
        spoken.add(heading.index)
    return spoken


def _unplaced(table: Recognised, notes: Notes) -> set[int]:
    for group in open_periods.groups(table):
        texts = [cut(heading.text, 60) for heading in group.headings]
        names = listed(texts) if len(texts) < 3 else f'"{texts[0]}" to "{texts[-1]}"'
        notes.add(
            "error", "periods-asked", f"{plural(len(group.headings), 'column')} of periods ({names}) not read: {_unsaid(group)}.",
            f'Answer with the mapping lines [[{group.table or "costs"}.wide]] pattern = "{group.pattern}", stream = "{group.stream or "plan"}" '
            "(table: costs or benefit_values; stream: baseline, plan, forecast or actual), or list the pattern under ignore.",
            column=group.headings[0].text,
        )  # fmt: skip
    return {heading.index for heading in table.unplaced}


def _unsaid(group: open_periods.Open) -> str:
    """What the columns leave open, and what they seem to be."""
    table = {"costs": "costs", "benefit_values": "benefits"}.get(group.table, "")
    if table and group.stream:
        return f"by their words {table}, {group.stream}; other columns beside them hold something else"
    if table:
        return f"{table}, without saying whether baseline, plan, forecast or actual"
    if group.stream:
        return f"{group.stream}, without saying of what: costs or benefits"
    return "nothing says what they hold: costs or benefits, and baseline, plan, forecast or actual"


def _year_from_title(table: Recognised, notes: Notes) -> None:
    """Say that months without a year were taken as those of the year in the title."""
    row = max(table.block.header_rows, default=0)
    cells = [
        (heading, table.block.grid.cells.get((row, heading.index))) for heading in table.block.headings if table.block.orientation == "rows"
    ]
    dated = [(heading.text, cell.text) for heading, cell in cells if cell and heading.text.startswith(f"{shown(display(cell))} ")]
    if dated and is_periodic(dated[0][0]):
        notes.add("note", "year-from-title", f'The line above the table names the year: "{dated[0][1]}" was read as "{dated[0][0]}", "{dated[-1][1]}" as '
                  f'"{dated[-1][0]}".', "Nothing to do if that is right.")  # fmt: skip


def _yearless(table: Recognised, notes: Notes) -> set[int]:
    """Say of columns of months or posting periods without a year that they were not read."""
    if table.plan.table not in ("projects", "costs", "benefits", "benefit_values"):
        return set()
    fields = {h.index for entry in table.plan.fields.values() for column in entry.columns if (h := table.block.find(column))}
    found = yearless.columns(table.block, fields)
    if found:
        notes.add(
            "error", "periods-without-year", f"{plural(len(found), 'column')} of months or periods "
            f'("{cut(found[0].text, 60)}" to "{cut(found[-1].text, 60)}") name no year, so they were not read.',
            'Write the year into each heading ("Jan 2026", "Plan 2026-01"), or list them under ignore.', column=found[0].text,
        )  # fmt: skip
    return {heading.index for heading in found}


def _parts(table: Recognised, notes: Notes) -> set[int]:
    names = listed([heading.text for heading in table.parts], limit=4)
    notes.add("note", "periods-twice", f"{plural(len(table.parts), 'column')} of periods ({names}) say again what others beside them say (parts and their total); "
              "they were not read.", "To load these instead, give a mapping.", column=table.parts[0].text)  # fmt: skip
    return {heading.index for heading in table.parts}


def _headings(block: Block, notes: Notes) -> None:
    """Name headings that stand twice and columns without one."""
    twice = [heading.text for heading in block.headings if unnumbered(heading.text) != heading.text]
    if twice:
        notes.add(
            "warning", "heading-twice", f"Headings that stand more than once are told apart by a number: {listed(twice)}.", "Rename them."
        )
    nameless = [heading.text for heading in block.headings if heading.text.startswith(("(column ", "(row "))]
    if nameless:
        notes.add("warning", "heading-missing", f"{plural(len(nameless), 'column')} without a heading: {listed(nameless)}.", "Name them.")


def not_recognised(what: Unrecognised, notes: Notes, *, is_part: bool = False) -> None:
    """Say that a sheet, or a table on it, was not loaded: its headings, the nearest guess, and how to answer."""
    block, place = what.block, "table" if is_part else "sheet"
    names = listed([heading.text for heading in block.headings])
    notes.add(
        "warning", f"{place}-not-recognised", f"The {place} was not recognised, so nothing was loaded from it. Its headings (row "
        f"{', '.join(map(str, block.header_rows))}) are {names}.{_guess(what.nearest)}",
        "If it holds data, give a mapping (map FILE --out mapping.toml writes one to edit) or use the template.", row=block.header_rows[-1],
    )  # fmt: skip
    if not is_part:
        _headings(block, notes)


def _guess(nearest: Reading | None) -> str:
    if nearest is None or not nearest.used:
        return ""
    pairs: Iterable[str] = (f'{name} = "{choices[0].heading.text}"' for name, choices in nearest.used.items())
    return f" It could be {TABLES[nearest.table].sheet.lower()} with {', '.join(pairs)}."
