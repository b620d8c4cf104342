"""What every export says of itself: whose numbers, of which snapshot, as of when, filtered how, resting on what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from value_model.exports.writers import day
from value_model.figures import PORTFOLIO, FigureSet
from value_model.narrative import format as forms
from value_model.narrative.page_words import say

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
        return self.state == say("export.state_draft")

    def facts(self) -> list[tuple[str, str]]:
        """Return label and words for a reader, leaving out what there is not."""
        kept = "in_draft" if self.is_draft else "in_published"
        found = {
            "portfolio": self.portfolio,
            "snapshot_name": say("export.snapshot_state", id=self.snapshot, state=say(f"export.{kept}")),
            "as_of_name": self.as_of_words,
            "compared": self.compared_words,
            "filters": self.filters,
            "coverage": self.coverage,
            "fingerprint": self.hash,
        }
        return [(say(f"export.{label}"), words) for label, words in found.items() if words]

    def columns(self) -> dict[str, str]:
        """Return the columns that every row of a table carries, so that no row can lose its origin."""
        return {
            "portfolio": self.portfolio, "snapshot": self.snapshot, "as of": self.as_of, "state": self.state,
            "filters": self.filters, "coverage": self.coverage,
        }  # fmt: skip

    def line(self, references: Iterable[str]) -> str:
        """Return the source line of a picture: as of, snapshot, filters, coverage, figure ids."""
        named = list(dict.fromkeys(references))
        ids = ", ".join(named[:MOST_IDS])
        ids = say("export.more", ids=ids, n=len(named) - MOST_IDS) if len(named) > MOST_IDS else ids
        parts = [self.state if self.is_draft else "", self.portfolio, say("export.as_of", day=self.as_of_words)]
        parts += [say("export.snapshot", id=self.snapshot)]
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
    narrowed = figures.scope != PORTFOLIO or context.only.is_on
    return Provenance(
        portfolio=context.portfolio,
        snapshot=context.snapshot,
        hash=context.hash,
        as_of=context.as_of.isoformat(),
        as_of_words=day(context.as_of),
        compared=context.compared_as_of.isoformat() if context.compared_as_of else "",
        compared_words=day(context.compared_as_of) if context.compared_as_of else "",
        state=say("export.state_draft" if context.state == "draft" else "export.state_published"),
        filters=say("export.only", name=figures.name(figures.scope)) if narrowed else say("export.no_filters"),
        coverage=_coverage(figures),
        currency=context.currency,
        part=figures.scope.partition(":")[2],
    )


def _coverage(figures: FigureSet) -> str:
    complete, of_all, share = (figures.value(i) for i in ("data.complete_projects", "data.projects", "data.coverage_spend"))
    if complete is None or of_all is None:
        return say("export.coverage_unknown")
    to = forms.style(figures.context.currency)
    if share is None:
        return say("export.covers", k=int(complete), n=int(of_all))
    return say("export.covers_spend", k=int(complete), n=int(of_all), share=forms.percent(share, to))
