"""One review as a published snapshot, in one step: for reviews that are ready made, as those of the sample are."""

from __future__ import annotations

from datetime import date

from value_model.contract import Import
from value_model.figures.kept import publish
from value_model.figures.periods import month_setting, quarter_of, quarters_start
from value_model.store import Snapshot, Store


def publish_review(store: Store, imported: Import, *, by: str, note: str, portfolio: str | None = None) -> Snapshot:
    """Save a review under the quarter it ends in and publish it, its warnings accepted; one that is published stays as it is.

    Its settings say as of when it is, and whose unless `portfolio` does.
    """
    as_of = date.fromisoformat(imported.settings["as_of"])
    name = portfolio or imported.settings["portfolio_name"]
    draft, _ = store.save_draft(
        name, imported, as_of=as_of, label=_quarter(as_of, quarters_start(month_setting(imported.settings.get("fiscal_year_start"))))
    )
    return publish(store, draft.id, by=by, note=note, accept_warnings=True)


def _quarter(day: date, fiscal_year_start: int) -> str:
    """Name the quarter as sentences and charts do: "Q3 2026", or "Q1 FY27" where the fiscal year does not start in January."""
    number, year = quarter_of(day, fiscal_year_start)
    return f"Q{number} {year}" if fiscal_year_start == 1 else f"Q{number} FY{year % 100:02d}"
