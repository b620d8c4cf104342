"""The narrative: figures in, proved words out. Same figures, same policy, same text."""

from value_model.narrative import format  # noqa: A004 - narrative.format is the public name
from value_model.narrative.format import write
from value_model.narrative.pages import page, project
from value_model.narrative.scenario import scenario
from value_model.narrative.story import sentences, story, verify
from value_model.narrative.telling import kept_back

__all__ = ["format", "kept_back", "page", "project", "scenario", "sentences", "story", "verify", "write"]
