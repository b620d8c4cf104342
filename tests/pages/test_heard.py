"""What a screen reader is told about the cards: nothing when a page opens, their words once they change."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page_with(name: str, value: str) -> None:
    from pages.components import heard, text
    from value_model.narrative.sentence import Card, Status

    card = Card("roi", "Forecast ROI", value, Status("Act", "−40 points"), "approved 100%", "")
    text.opening("Each $1 returns $1.60.", [], heard=heard.about(name, [card]))


def told(at: AppTest) -> str:
    body = str(at.get("html")[0].proto.body)
    return body.split('role="status" class="v-heard">')[1].split("</p>")[0]


def test_the_cards_are_read_out_when_a_choice_changes_them_and_only_then() -> None:
    at = AppTest.from_function(page_with, args=("value", "60%")).run()
    assert told(at) == ""
    script = AppTest.from_function(page_with, args=("value", "45%"))
    script.session_state["heard_cards"] = at.session_state["heard_cards"]
    assert told(script.run()) == "Forecast ROI: 45%, ◆ Act: −40 points."
    assert told(script.run()) == "Forecast ROI: 45%, ◆ Act: −40 points."  # the same words are not said again
    other = AppTest.from_function(page_with, args=("fit", "45%"))
    other.session_state["heard_cards"] = script.session_state["heard_cards"]
    assert told(other.run()) == ""
