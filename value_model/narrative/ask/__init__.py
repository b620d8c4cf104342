"""Ask: a question in words is answered with proved sentences and figures that exist already. Offline, instant, no guessing."""

from value_model.narrative.ask.answer import Answer, Passage, ask
from value_model.narrative.ask.index import Index, index

__all__ = ["Answer", "Index", "Passage", "ask", "index"]
