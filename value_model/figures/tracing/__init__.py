"""From a figure back to the cells it was made of."""

from value_model.figures.tracing.trace import Trace, TracedRow, trace

__all__ = ["Trace", "TracedRow", "trace"]
