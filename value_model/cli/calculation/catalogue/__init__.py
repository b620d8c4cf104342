"""Every metric of the command by name, gathered from the sections of the reference."""

from __future__ import annotations

from value_model.cli.calculation.catalogue import benefits, discounting, fit, indicators, money, office, work
from value_model.cli.calculation.forms import Metric

SECTIONS = (discounting.METRICS, money.METRICS, benefits.METRICS, work.METRICS, fit.METRICS, indicators.METRICS, office.METRICS)
METRICS: dict[str, Metric] = {name: metric for section in SECTIONS for name, metric in section.items()}
