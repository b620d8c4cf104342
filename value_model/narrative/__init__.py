"""The narrative: figures in, proved words out. Same figures, same policy, same text."""

from value_model.narrative import format  # noqa: A004 - narrative.format is the public name
from value_model.narrative.format import write
from value_model.narrative.story import story

__all__ = ["format", "story", "write"]
