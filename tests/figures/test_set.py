"""The set as its readers use it: lazily, from several threads, in another process, and as it was published."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.figures.build import AS_OF, a_store, an_import, plan_and_actual
from tests.figures.test_by_hand import TABLES
from value_model import figures
from value_model.errors import StoreError
from value_model.store import open_store


@pytest.fixture(scope="module")
def found():
    return figures.compute(*a_store(TABLES))


def test_what_the_set_lists_it_holds(found):
    keys = list(found.figures)
    assert len(keys) == len(set(keys)) == len(found.figures)
    assert all(key in found.figures and found.figures[key].id == key[0] for key in keys)
    assert ("roi.plan", "project:P9") not in found.figures
    assert found.get("gap.by_reason:weather") is None
    with pytest.raises(KeyError):
        found["nothing"]


def test_a_figure_is_the_same_object_every_time(found):
    assert found["irr.plan"] is found["irr.plan"]


def test_eight_threads_read_the_same_figures():
    shared, alone = figures.compute(*a_store(TABLES)), figures.compute(*a_store(TABLES))
    keys = list(alone.figures)
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda key: shared.figures[key].value, keys))
    assert read == [alone.figures[key].value for key in keys]


def test_a_copy_in_another_process_is_complete(found):
    copied = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert {key: figure.value for key, figure in copied.figures.items()} == {key: found.figures[key].value for key in found.figures}
    assert copied.scopes("project") == found.scopes("project")


def test_the_context_says_whose_numbers_these_are(found):
    context = found.context
    assert (context.portfolio, context.currency, context.as_of, context.state) == ("Test", "USD", AS_OF, "draft")
    assert context.tables >= {"projects", "costs", "benefits", "benefit_values"}
    assert context.compared is None


def test_the_currency_is_the_one_the_projects_name_where_none_is_stated():
    tables = plan_and_actual("P1", 1, 1)
    tables["projects"][0]["currency"] = "GBP"
    found = figures.compute(*a_store(tables, reporting_currency=""))
    assert found.context.currency == "GBP"
    assert found.value("cost.approved") == 1  # a row without currency has its project's


def test_an_unknown_snapshot_is_said():
    store, _ = a_store(TABLES)
    with pytest.raises(StoreError, match="There is no snapshot"):
        figures.compute(store, "nope")


def test_the_same_snapshot_gives_the_same_digits_in_every_store():
    def told():
        store, snapshot = a_store(TABLES)
        return {key: (f.value, f.reason) for key, f in figures.compute(store, snapshot).figures.items()}

    assert told() == told()


def test_published_figures_come_out_the_same_later():
    store = open_store(":memory:")
    snapshot, _ = store.save_draft("Test", an_import(TABLES), as_of=AS_OF)
    figures.publish(store, snapshot.id, by="test")
    checked, different = figures.recheck(store, snapshot.id)
    assert checked > 100
    assert different == []


def test_several_readers_compute_at_once():
    store, snapshot = a_store(TABLES)
    kinds = [("project",), ("unit",), ("stage", "kind"), ("programme",), (), ("objective", "measure")]
    with ThreadPoolExecutor(6) as pool:
        sets = list(pool.map(lambda by: figures.compute(store, snapshot, by=by), kinds))
    assert {found.value("benefits.plan") for found in sets} == {2620}
