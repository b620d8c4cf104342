"""Choices: what mix should we fund?"""

from pages.components import choice_desk, choice_page, header, states
from value_model.choices import Scenario

view = header.open_page()
if view.shown is None:
    states.nothing(view)
else:
    header.strip(view, choice_desk.scene(view.shown, Scenario(0.0)).story)
    choice_page.show(view, view.shown)
