"""What the store says when the database will not: plain sentences, without the database's paths and process numbers."""

from __future__ import annotations

from value_model.errors import StoreError

IN_USE = "The store is in use by another process. Stop it, or name another store with --store."
_OPENING: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Could not set lock", "Conflicting lock", "different configuration"), IN_USE),
    (("No space left", "disk quota"), "There is not enough disk space for the store. Nothing was changed; free some space and try again."),
    (("Permission denied", "Read-only file system"), "The store may not be written by this user. Change its permissions, or name another."),
    (
        ("Cannot open file", "Is a directory", "Not a directory", "No such file", "File exists"),
        "The store cannot be opened at that place. Name a file in a folder that exists.",
    ),
    (("version number",), "The store was made by another version of the database engine, which this one cannot read. Nothing was changed."),
    (
        ("not a valid DuckDB",),
        "That file is not a store: it is damaged or something else. Nothing was changed; restore a backup or name another.",
    ),
)
_DAMAGED = "The store is damaged and was not opened. Nothing was changed or deleted; restore a backup or name another store with --store."
_SPACE = "There is not enough disk space. Nothing was changed; free some space and try again."
_ANSWERING: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("Corrupt", "checksum", "Could not read"),
        "The store is damaged: a part of it cannot be read. Nothing was changed; restore a backup.",
    ),
    (("INTERRUPT", "execution time"), "The store did not answer in time, so the question was stopped."),
    (("Out of Memory",), "The answer needs more memory than the store may use."),
)


def not_opened(problem: Exception) -> StoreError:
    """The store could not be opened."""
    return StoreError(_said(problem, _OPENING, _DAMAGED))


def no_answer(problem: Exception) -> StoreError:
    """A question could not be answered."""
    return StoreError(_said(problem, _ANSWERING, "The store could not answer. Check it with doctor."))


def not_changed(problem: Exception) -> StoreError:
    """A change did not happen; what was there before still is."""
    told = _said(problem, ((("space", "Could not write", "File too large"), _SPACE), *_ANSWERING), "")
    return StoreError(told or "The store could not take the change; nothing was changed. Check it with doctor.")


def other_engine(scheme: str) -> StoreError:
    return StoreError(f'A store at "{scheme}://" cannot be used here. Name a file, such as data/store/value.duckdb.')


def newer_format() -> StoreError:
    return StoreError(
        "The store was made by a newer version of this program. Nothing was changed; use that version, or name another store."
    )


def unfinished_format() -> StoreError:
    return StoreError("The store was made by a version before the first release. Move it away, and load the files again.")


def broken_chain() -> StoreError:
    return StoreError("Not published: the chain of published snapshots is broken. See what changed with verify, and restore a backup.")


def _said(problem: Exception, known: tuple[tuple[tuple[str, ...], str], ...], otherwise: str) -> str:
    text = str(problem)
    return next((sentence for words, sentence in known if any(word in text for word in words)), otherwise)
