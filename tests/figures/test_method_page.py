"""The method page in docs is what the catalogue says today."""

from __future__ import annotations

from scripts.make_method import PAGE, page
from value_model.figures import CATALOGUE


def test_the_page_is_up_to_date_and_names_every_figure() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(), "run: python -m scripts.make_method"
    assert all(f"`{entry.id}`" in text for entry in CATALOGUE)
