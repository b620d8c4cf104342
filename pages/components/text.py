"""Show text: the only place that writes HTML. Whatever comes in is escaped inside fixed markup.

Text from a file is never put through Markdown: names, sentences and findings go through the functions
here, so they show as typed. `plain` is for our own words and formatted figures where an element reads
Markdown (a metric, a button).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Literal

import streamlit as st

from pages.components.ready import text as _show
from value_model.narrative.page_words import say

Tone = Literal["good", "watch", "bad", "quiet"]
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")  # not the space that holds a number and its unit together
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!$~:<>|])")


def plain(words: str) -> str:
    """Return our own words or a formatted figure so that Markdown shows them as they are ("\\$43.6M")."""
    return _MARKDOWN.sub(r"\\\1", _BLANKS.sub(" ", words).strip(" "))


def _one(tag: str, kind: str, words: str) -> None:
    _show(f'<{tag} class="v-text v-{kind}">{escape(words)}</{tag}>')


def _paragraph(kind: str, words: str) -> str:
    return f'<p class="v-text v-{kind}">{escape(words)}</p>'


def headline(words: str) -> None:
    """Show the page's one h1: its generated headline."""
    _show(_headline(words))


def _headline(words: str) -> str:
    return f'<h1 class="v-text v-headline">{escape(words)}</h1>'


def opening(words: str, sentences: Sequence[str], *, asked: str = "", heard: str | None = None) -> None:
    """Show the headline, the sentences after it and what is asked of the reader, as one element whose parts are placed one by one.

    `heard` is read out when it changes and is not seen.
    """
    _show(
        _headline(words)
        + ("" if heard is None else f'<p role="status" class="v-heard">{escape(heard)}</p>')
        + (_paragraph("lead", " ".join(sentences)) if sentences else "")
        + (_paragraph("ask", say("labels.ask", ask=asked)) if asked else "")
    )


def lead(sentences: Iterable[str]) -> None:
    """Show the sentences after the headline as one paragraph."""
    _one("p", "lead", " ".join(sentences))


def section(words: str, below: str = "") -> None:
    """Show a section heading, h2, with secondary text below it."""
    _show(_heading(words) + (_paragraph("caption", below) if below else ""))


def _heading(words: str) -> str:
    return f'<h2 class="v-text v-section">{escape(words)}</h2>' if words else ""


def item(words: str) -> None:
    """Show the title of one thing in a section: h3."""
    _one("h3", "item", words)


def body(words: str) -> None:
    """Show a sentence."""
    _one("p", "body", words)


def caption(words: str) -> None:
    """Show secondary text in ink-2."""
    _one("p", "caption", words)


def line(words: str, *, under: str = "") -> None:
    """Show secondary text that begins a line where elements stand beside each other, with a section heading above it if there is one."""
    _show(_heading(under) + _paragraph("caption", words))


def note(words: str) -> None:
    """Show a footnote in ink-3."""
    _one("p", "note", words)


def ask(words: str) -> None:
    """Show what is asked of the reader: one line in the accent color."""
    _one("p", "ask", say("labels.ask", ask=words))


def strip(parts: Sequence[str]) -> None:
    """Show the header strip: parts joined by dots, the first one strong."""
    first, *rest = [escape(part) for part in parts]
    _show(f'<p class="v-text v-strip">{"&nbsp;· ".join([f"<b>{first}</b>", *rest])}</p>')


def crumb(words: str) -> None:
    """Show one step of the way that led here, in ink-2."""
    _one("span", "crumb", words)


def decision(number: int, title: str, evidence: str, asked: str = "", *, under: str = "") -> None:
    """Show one numbered decision: its title, its evidence, and what is asked where the title does not say it already.

    The first one brings the heading that all stand under.
    """
    below = _paragraph("caption", evidence)
    head = f'<h3 class="v-text v-item">{number}. {escape(title)}</h3>{below if asked else ""}'
    _show(f'{_heading(under)}<div class="v-head">{head}</div>{_paragraph("ask", say("labels.ask", ask=asked)) if asked else below}')


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """Show labels and values side by side."""
    _show(_facts(pairs))


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in pairs)
    return f'<dl class="v-text v-facts">{rows}</dl>'


def bullets(lines: Iterable[str]) -> None:
    """Show a list of sentences."""
    _show(_bullets(lines))


def _bullets(lines: Iterable[str]) -> str:
    return f'<ul class="v-text v-list">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'


def summary(heading: str, pairs: Iterable[tuple[str, str]], lines: Iterable[str]) -> None:
    """Show under a section heading labels and values, then sentences, as one element."""
    _show(_heading(heading) + _facts(pairs) + _bullets(lines))


def marked(mark: str, words: str, rest: str, tone: Tone) -> None:
    """Show a glyph and a word in their tone, then the rest of the line in ink: "◆ 2 errors  …"."""
    _show(f'<p class="v-text v-body"><span class="v-{tone}">{escape(mark)} {escape(words)}</span> {escape(rest)}</p>')


def steps(names: Sequence[str], current: int) -> None:
    """Show the steps of a task: done (✓), now (●), still to come (○). `current` counts from 0."""
    glyphs = ["✓" if i < current else "●" if i == current else "○" for i in range(len(names))]
    items = "".join(
        f"<li{' aria-current=step' if i == current else ''}>{i + 1} {escape(name)} {glyph}</li>"
        for i, (name, glyph) in enumerate(zip(names, glyphs, strict=True))
    )
    _show(f'<ol class="v-text v-steps">{items}</ol>')


def reserve() -> Any:
    """Return a place for text that is known only after what stands below it."""
    return st.container()
