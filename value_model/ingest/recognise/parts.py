"""Period columns given twice, as parts and as their total: one of the two is read, the other is named and left aside."""

from __future__ import annotations

import re

from value_model.ingest.block import Heading
from value_model.ingest.recognise import periodic
from value_model.ingest.wording import plain

TOTAL_WORDS = frozenset({"total", "totals", "wlc", "sum", "gesamt", "summe", "insgesamt", "somme", "suma", "soma"})
Groups = dict[str, list[Heading]]


def counted_once(groups: Groups) -> tuple[Groups, tuple[Heading, ...]]:
    """Return the groups to read, and the headings of those that say the same amounts again.

    "RDEL Forecast Total" is the total of "RDEL Forecast one off new costs": the same stream and all its
    other words. The parts are left aside where the total has as many periods, else the total is.
    """
    said = {rest: frozenset(re.findall(r"[^\W_]+", plain(rest))) for rest in groups}
    pairs = [(total, part) for total in groups for part in groups if _is_total_of(total, part, said)]
    periods = {words: sum(len(found) for rest, found in groups.items() if said[rest] == words) for words in said.values()}
    whole = {total for total, _ in pairs if all(periods[said[total]] >= periods[said[part]] for one, part in pairs if one == total)}
    aside = {part if total in whole else total for total, part in pairs}
    kept = {rest: found for rest, found in groups.items() if rest not in aside}
    return kept, tuple(heading for rest in sorted(aside) for heading in groups[rest])


def _is_total_of(total: str, part: str, said: dict[str, frozenset[str]]) -> bool:
    return (
        bool(said[total] & TOTAL_WORDS)
        and not said[part] & TOTAL_WORDS
        and total != part
        and said[total] - TOTAL_WORDS <= said[part]
        and periodic.stream(total) == periodic.stream(part)
    )
