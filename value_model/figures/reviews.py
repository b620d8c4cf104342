"""One review as a published snapshot, in one step: for reviews that are ready made, as those of the sample are."""

from __future__ import annotations

from datetime import date

from value_model.contract import Import
from value_model.figures.kept import publish
from value_model.store import Snapshot, Store


def publish_review(store: Store, imported: Import, *, by: str, note: str, portfolio: str | None = None) -> Snapshot:
    """Save a review under the quarter it ends in and publish it, its warnings accepted; one that is published stays as it is.

    Its settings say as of when it is, and whose unless `portfolio` does.
    """
    as_of = date.fromisoformat(imported.settings["as_of"])
    name = portfolio or imported.settings["portfolio_name"]
    draft, _ = store.save_draft(name, imported, as_of=as_of, label=f"Q{(as_of.month + 2) // 3} {as_of.year}")
    return publish(store, draft.id, by=by, note=note, accept_warnings=True)
