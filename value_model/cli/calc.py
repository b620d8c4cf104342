"""calc: any number of the model, without the dashboard. One JSON request a line in, one JSON answer a line out."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from value_model.cli.calculation import lines
from value_model.errors import MetricInputError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LONGEST = 60  # letters of a metric that is not known, in the answer


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("calc", parents=[common], help="compute metrics: JSON requests on standard input, one a line")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Answer the requests on standard input, line by line, until it ends; always 0."""
    for answer in answers(sys.stdin.buffer):
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    return 0


def answers(requests: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the answer to each line in turn; lines of white space have none."""
    for place, line in enumerate(requests):
        asked = lines.request(line.removeprefix(BYTE_ORDER_MARK) if place == 0 else line)
        if asked is not None:
            yield _answer(asked)


def _answer(asked: lines.Request) -> bytes:
    # Imported with the first request: the other commands start without the metrics.
    from value_model.cli.calculation.catalogue import METRICS

    metric = METRICS.get(asked.metric or "")
    if asked.problem is not None or metric is None:
        return lines.answer(asked, None, None, "invalid_input", {"message": asked.problem or _no_metric(asked.metric, list(METRICS))})
    try:
        measure = metric.run(asked.inputs)
    except MetricInputError as refusal:
        return lines.answer(asked, None, metric.unit, "invalid_input", {"message": str(refusal)})
    return lines.answer(asked, measure.value, measure.unit, measure.reason, dict(measure.detail))


def _no_metric(metric: str | None, known: Sequence[str]) -> str:
    if metric is None:
        return '"metric" must be a name in quotes that the command reference lists. Add it.'
    told = metric.strip()[:LONGEST]
    near = difflib.get_close_matches(told.lower(), known, 1)
    advice = f'Did you mean "{near[0]}"?' if near else "Use one that the command reference lists."
    return f'There is no "metric" called "{told}". {advice}'
