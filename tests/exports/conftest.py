"""A small review to export: three reviews of a random portfolio in a store in memory of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.portfolios import portfolio, reviews
from value_model import exports, figures, narrative, policy
from value_model.contract import Import
from value_model.exports.material import Material
from value_model.figures import FigureSet
from value_model.narrative.sentence import Story
from value_model.store import Snapshot, Store, open_store

Make = Callable[[str], Material]


def publish(store: Store, name: str, imported: Import) -> Snapshot:
    draft, _ = store.save_draft(name, imported, as_of=date.fromisoformat(imported.settings["as_of"]))
    return store.publish(draft.id, by="test", note="test", accept_warnings=True)


def material_of(store: Store, snapshot: Snapshot, *, tell_with: FigureSet | None = None) -> Material:
    """Return the material of a snapshot; `tell_with` are the figures the words speak of, where they are others."""
    found, rules = figures.compute(store, snapshot.id), policy.load()
    told = tell_with or found

    def tell(page: str) -> Story:
        return narrative.story(told, rules) if page == "story" else narrative.page(page, told, rules)

    return exports.gather(
        store, snapshot, found, tell=tell, prove=lambda story: narrative.verify(story, found, rules), setting=rules.__getitem__
    )


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("exports") / "value.duckdb")) as opened:
        yield opened


@pytest.fixture(scope="session")
def material(store: Store) -> Material:
    """The third of three reviews of twelve projects."""
    return [material_of(store, publish(store, "Random portfolio", imported)) for _, imported in reviews(12, count=3)][-1]


@pytest.fixture(scope="session")
def hostile(store: Store) -> Material:
    """A portfolio whose names try to be markup, formulas or sentences, and whose own name tries to be a path."""
    return material_of(store, publish(store, '=HYPERLINK("http://evil.example","../../etc")', portfolio(16, hostile=True)))


@pytest.fixture(scope="session")
def draft(store: Store) -> Material:
    kept, _ = store.save_draft("Draft portfolio", portfolio(5, seed=3), as_of=date(2026, 9, 30))
    return material_of(store, kept)


@pytest.fixture(scope="session")
def tampered(store: Store, material: Material) -> Material:
    """Words that speak of other figures than those recorded: realized benefits a tenth higher."""
    found = material.figures
    key = ("benefits.realized", "portfolio")
    true = found.figures[key]
    assert isinstance(true.value, int | float)
    forged = replace(found, figures={**dict(found.figures), key: replace(true, value=true.value * 1.1)})
    return material_of(store, material.snapshot, tell_with=forged)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"
