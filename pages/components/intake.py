"""Take files from a reader: read them once, ask for what they do not say, and keep them as a draft."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from pages.components import keeping, text
from value_model.contract import Import
from value_model.errors import ValueModelError
from value_model.ingest import child, marked, pipeline, proposing
from value_model.ingest import template as blank_workbook
from value_model.ingest.mapping import Mapping
from value_model.ingest.proposing import Proposal
from value_model.ingest.read import Workbook
from value_model.narrative.page_words import say
from value_model.store import Snapshot

TYPES = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"]
SURE = 0.7  # from this certainty on a proposal stands chosen in its drop-down
READ, DRAFT = "intake_read", "intake_draft"  # session keys: what was read, which draft is being worked on
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Reading:
    """Files as they were read in this session, under the fingerprint of their bytes."""

    fingerprint: str
    name: str
    imported: Import
    files: tuple[Any, ...] = ()  # the uploads, to be read again should their as-of date be given by hand
    proposal: Proposal | None = None
    mapping: Mapping | None = None


def upload() -> Reading | None:
    """Show the drop zone and return what was read from it; None before a file or after a refusal."""
    key = f"upload_{st.session_state.get('intake_round', 0)}"
    files = st.file_uploader(say("words.drop_a_workbook_or_csv_files"), type=TYPES, accept_multiple_files=True, key=key)
    if not files:
        child.prepare()  # it starts while the reader looks for the file
        st.session_state.pop(READ, None)
        return None
    fingerprint = hashlib.sha256(b"".join(hashlib.sha256(f.getvalue()).digest() for f in files)).hexdigest()
    kept: Reading | None = st.session_state.get(READ)
    if kept is None or kept.fingerprint != fingerprint:
        kept = read(files, fingerprint)
        st.session_state[READ] = kept
    return kept


def read(files: Sequence[Any], fingerprint: str, as_of: date | None = None, *, mapping: Mapping | None = None) -> Reading | None:
    """Read uploads while saying how far it is; None after a refusal, which is shown.

    `as_of` overrules the files' own; `mapping` is what was answered about their columns.
    """
    with st.status(say("words.reading_the_file"), expanded=True) as status:
        phase, cancel = st.empty(), st.empty()
        tell = partial(_tell, phase)
        cancel.button(say("words.cancel"), key="cancel_reading", on_click=_forget)
        try:
            books = _books(files, progress=tell, tick=partial(tell, say("words.reading")))
            imported, sources = pipeline.load_with_sources(books, mapping=mapping, as_of=as_of, progress=tell)
            proposal = proposing.of_sources(imported, sources)
        except ValueModelError as refusal:
            status.update(label=say("words.the_file_was_not_read_nothing"), state="error", expanded=True)  # else it folds
            phase.empty()
            cancel.empty()
            text.body(str(refusal))
            return None
        cancel.empty()
        status.update(label=say("words.read"), state="complete", expanded=False)
    return Reading(fingerprint, files[0].name.rpartition(".")[0], imported, tuple(files), proposal, mapping)


def earlier(reading: Reading) -> Iterator[tuple[date, Import]]:
    """Yield what the files say as of each reporting date before the one that counts, oldest first."""
    with st.spinner(say("words.reading_the_file")):
        books = _books(reading.files)
        yield from pipeline.load_each(books, reading.imported.earlier, mapping=reading.mapping)


def _books(files: Sequence[Any], **heard: Any) -> list[Workbook]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [_copy(file, Path(folder), number) for number, file in enumerate(files)]
        return pipeline.read(paths, names=[file.name for file in files], **heard)


def _tell(place: Any, words: str) -> None:
    """Say how far it is, in one line; a reader who has asked for something else ends the reading here."""
    with place:
        text.caption(words)


def _forget() -> None:
    """Clear the drop zone: the file in it is not read."""
    st.session_state.pop(READ, None)
    st.session_state["intake_round"] = st.session_state.get("intake_round", 0) + 1


def _copy(file: Any, folder: Path, number: int) -> Path:
    """Write an upload under a name of our own; its suffix alone comes from the reader, from a fixed list."""
    suffix = Path(file.name).suffix.lower()
    path = folder / f"{number}{suffix if suffix.lstrip('.') in TYPES else '.txt'}"
    path.write_bytes(file.getvalue())
    return path


def open_draft(draft: Snapshot) -> None:
    """Make a draft the one being worked on, and clear the drop zone for the next file."""
    st.session_state[DRAFT] = draft.id
    _forget()


def current_draft() -> Snapshot | None:
    """Return the draft being worked on in this session, if it is still there."""
    chosen = st.session_state.get(DRAFT)
    drafts = {s.id: s for name in keeping.store().portfolios() for s in keeping.store().snapshots(name)}
    return drafts.get(chosen) if chosen else None


def close_draft() -> None:
    """Stop working on a draft."""
    st.session_state.pop(DRAFT, None)


@st.cache_data(show_spinner=False)
def template() -> bytes:
    """Return the blank workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        blank_workbook.write(path)
        return path.read_bytes()


def marked_buttons(read: Reading) -> None:
    """Offer each file as a copy with what was found marked on its cells."""
    for number, file in enumerate(read.files[:3]):
        label = say("words.download_the_file_with_its_cells") + (
            " " + say("told.file_of", k=number + 1, n=len(read.files)) if len(read.files) > 1 else ""
        )
        name = f"{Path(file.name).stem}_marked.xlsx"
        st.download_button(text.plain(label), partial(_marked, read, file), name, SPREADSHEET, key=f"marked_{number}", on_click="ignore")


def _marked(read: Reading, file: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return marked.copy(_copy(file, Path(folder), 0), read.imported.findings, name=file.name)


def template_button() -> None:
    """Offer the blank workbook for download."""
    st.download_button(
        say("words.download_the_blank_workbook"), template, "portfolio_template.xlsx", SPREADSHEET, key="template", on_click="ignore"
    )
