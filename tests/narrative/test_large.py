"""The laws of the text on a portfolio of 500 projects with hostile names, through the store (design 12, check 3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.narrative.say import world
from tests.narrative.test_adding import NOTE, contradicts, said
from tests.portfolios import AS_OF, portfolio, reviews
from value_model import figures, narrative
from value_model.figures.figure import FigureSet
from value_model.narrative import proof, readability
from value_model.narrative.pages import PAGES
from value_model.policy import load
from value_model.store import open_store

POLICY = load()


@pytest.fixture(scope="module", params=[0, 1, 500], ids=["empty", "one", "500"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FigureSet]:
    store = open_store(str(tmp_path_factory.mktemp("large") / "value.duckdb"))
    size = request.param
    for day, imported in reviews(size, count=2) if size == 1 else [(AS_OF, portfolio(size, hostile=True))]:
        snapshot, _ = store.save_draft("Large", imported, as_of=day)
        store.publish(snapshot.id, by="PMO lead", note="test", accept_warnings=True)
    yield figures.compute(store, snapshot.id)
    store.close()


@pytest.mark.parametrize("name", ["story", *PAGES])
def test_every_page_is_proved_plain_and_readable(found, name):
    told = narrative.story(found, POLICY) if name == "story" else narrative.page(name, found, POLICY)
    assert told.withheld == 0
    if contradicts(found, said(told)):
        assert NOTE["en-US"] in told.strip
    assert narrative.verify(told, found, POLICY) == []
    texts = [proof.masked(s) for s in narrative.sentences(told)]
    assert not [t for t in texts if readability.forbidden(t, world(found).language)]
    spoken = [told.headline, *told.lead, *told.statements, *(d.evidence for d in told.decisions)]
    assert readability.reading_level(proof.masked(s) for s in spoken) <= readability.READING_LEVEL


def test_the_first_decisions_name_a_project_or_an_objective(found):
    told = narrative.story(found, POLICY)
    if len(found.scopes("project")) > 1:
        assert told.decisions[0].scope != "portfolio"
        assert len(told.decisions) <= POLICY["plan.decisions"]
