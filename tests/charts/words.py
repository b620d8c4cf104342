"""Writers for charts in tests: plain and American."""

from __future__ import annotations

from value_model.charts.drawing import Words
from value_model.narrative.page_words import say

WORDS = Words(
    money=lambda v: f"{'−' if v < 0 else ''}${abs(v) / 1e6:.1f}M",
    variance=lambda v: f"{'−' if v < 0 else '+'}${abs(v) / 1e6:.1f}M",
    percent=lambda v: f"{v:.0%}",
    exact=lambda v: f"{v:.2%}",
    day=lambda d: f"{d.day} {d:%b %Y}",
    symbol="$",
    say=say,
    sums=lambda total, parts: True,
)
