"""From a figure back to the cells it was made of."""

from value_model.figures.tracing.rows import TracedRow, TracedRows
from value_model.figures.tracing.trace import Trace, trace

__all__ = ["Trace", "TracedRow", "TracedRows", "trace"]
