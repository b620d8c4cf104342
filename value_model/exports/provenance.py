"""What every export says of itself: whose numbers, of which snapshot, as of when, filtered how, resting on what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from value_model.exports.writers import day
from value_model.figures import PORTFOLIO, FigureSet
from value_model.narrative import format as forms

LONGEST = 40  # characters of a portfolio's name in a file name
MOST_IDS = 12  # of the figures of one picture; the rest are counted


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an export comes from, in words. `as_of` and `compared` are ISO dates, `compared` empty where there is none."""

    portfolio: str
    snapshot: str
    hash: str
    as_of: str
    as_of_words: str
    compared: str
    compared_words: str
    state: str
    filters: str
    coverage: str
    currency: str
    part: str = ""  # the project, by its identifier, where the export is of one

    @property
    def is_draft(self) -> bool:
        return self.state == "Draft"

    def facts(self) -> list[tuple[str, str]]:
        """Return label and words for a reader, leaving out what there is not."""
        found = [("Portfolio", self.portfolio), ("Snapshot", f"{self.snapshot} ({self.state.lower()})"), ("As of", self.as_of_words)]
        found += [
            ("Compared with", self.compared_words),
            ("Filters", self.filters),
            ("Coverage", self.coverage),
            ("Fingerprint", self.hash),
        ]
        return [(label, words) for label, words in found if words]

    def columns(self) -> dict[str, str]:
        """Return the columns that every row of a table carries, so that no row can lose its origin."""
        return {
            "portfolio": self.portfolio, "snapshot": self.snapshot, "as of": self.as_of, "state": self.state,
            "filters": self.filters, "coverage": self.coverage,
        }  # fmt: skip

    def line(self, references: Iterable[str]) -> str:
        """Return the source line of a picture: as of, snapshot, filters, coverage, figure ids."""
        named = list(dict.fromkeys(references))
        ids = ", ".join(named[:MOST_IDS]) + (f" and {len(named) - MOST_IDS} more" if len(named) > MOST_IDS else "")
        parts = ["Draft" if self.is_draft else "", self.portfolio, f"as of {self.as_of_words}", f"snapshot {self.snapshot}"]
        parts += [self.filters, self.coverage, ids]
        return " · ".join(part for part in parts if part)

    def file_name(self, what: str, kind: str) -> str:
        """Return a safe name: portfolio, as-of date, snapshot, project, what it holds; "draft" where it is one."""
        parts = [slug(self.portfolio), self.as_of, self.snapshot, "draft" if self.is_draft else ""]
        parts += [slug(self.part) if self.part else "", slug(what)]
        return f"{'_'.join(part for part in parts if part)}.{kind}"


def slug(text: str) -> str:
    """Return text as lower-case letters, digits and dashes: never a path, whatever a file called its portfolio."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "portfolio"


def of(figures: FigureSet) -> Provenance:
    """Return the provenance of everything made of a figure set."""
    context = figures.context
    return Provenance(
        portfolio=context.portfolio,
        snapshot=context.snapshot,
        hash=context.hash,
        as_of=context.as_of.isoformat(),
        as_of_words=day(context.as_of),
        compared=context.compared_as_of.isoformat() if context.compared_as_of else "",
        compared_words=day(context.compared_as_of) if context.compared_as_of else "",
        state="Draft" if context.state == "draft" else "Published",
        filters=f"only {figures.name(figures.scope)}" if figures.scope != PORTFOLIO or context.only.is_on else "no filters",
        coverage=_coverage(figures),
        currency=context.currency,
        part=figures.scope.partition(":")[2],
    )


def _coverage(figures: FigureSet) -> str:
    complete, of_all, share = (figures.value(i) for i in ("data.complete_projects", "data.projects", "data.coverage_spend"))
    if complete is None or of_all is None:
        return "coverage not known"
    to = forms.style(figures.context.currency)
    spend = "" if share is None else f", {forms.percent(share, to)} of spend"
    return f"{forms.count(complete, to)} of {forms.count(of_all, to)} projects{spend}"
