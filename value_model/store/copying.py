"""Copy a store whole: a backup is a store of its own, and a restore puts one back without deleting anything."""

from __future__ import annotations

from glob import escape as glob_escape
from itertools import count
from pathlib import Path

from value_model.errors import FileRefused, StoreError, UsageError
from value_model.store import checking, receipt, schema, wording
from value_model.store.engine import Engine, batches, insert


def backup(engine: Engine, out: Path) -> None:
    """Write everything the store holds to a new file, which appears complete or not at all.

    Raises `UsageError` when `out` exists, `StoreError` when it cannot be written.
    """
    if out.exists():
        raise UsageError(f'"{out.name}" exists already. Name a new file for the backup.')
    fresh = _fresh(out)
    try:
        _copy(engine, fresh)
        _appear(fresh, out)
    finally:
        _remove(fresh)


def restore(backup_file: Path, target: Path) -> Path | None:
    """Put a backup in the place of a store. Returns where the store that was there lies now, or None.

    The backup is checked first; `StoreError` when it is damaged or changed, or the store is in use.
    """
    if not backup_file.is_file():
        raise FileRefused(f'There is no file "{backup_file.name}".')
    if target.exists() and backup_file.samefile(target):
        raise UsageError("The backup and the store are the same file.")
    fresh = _fresh(target)
    try:
        _copy_of_file(backup_file, fresh)
        _refuse_in_use(target)
        aside = _set_aside(target)
        _appear(fresh, target)
    finally:
        _remove(fresh)
    _write_receipt(target)
    return aside


def _copy(engine: Engine, to: Path) -> None:
    """Copy every row into a new store; both sides see one state throughout."""
    there = {row["table_name"] for row in engine.rows(schema.EXISTING)}
    copy = Engine(str(to))
    try:
        with engine.as_it_stands() as reading, copy.transaction() as writing:
            for name in (table for table in schema.ALL if table in there):
                for batch in batches(reading, f"select * from {name}"):  # noqa: S608 - the names are the schema's
                    insert(writing, name, batch)
    finally:
        copy.close()


def _copy_of_file(source: Path, to: Path) -> None:
    engine = Engine(str(source), read_only=True)
    try:
        if faults := checking.faults(engine):
            raise StoreError(f"The backup is not as it was written (snapshot {faults[0][0]}: {faults[0][1]}). Nothing was changed.")
        _copy(engine, to)
    finally:
        engine.close()


def _refuse_in_use(target: Path) -> None:
    """A store that another process has open is not replaced; one that is too damaged to open may be."""
    if target.exists():
        try:
            Engine(str(target)).close()
        except StoreError as problem:
            if str(problem) == wording.IN_USE:
                raise


def _set_aside(target: Path) -> Path | None:
    """Keep the store that is there, its log and its receipt under names of their own. Returns the store's new name.

    The store itself stays in its place too until the restored one replaces it, so that there is one at every moment.
    """
    wal = Path(f"{target}.wal")
    parts = [part for part in (target, wal, receipt.place(str(target))) if part.exists()]
    if not parts:
        return None
    number = next(n for n in count(1) if not list(target.parent.glob(f"{glob_escape(target.name)}.before-restore-{n}*")))
    aside = target.with_name(f"{target.name}.before-restore-{number}")
    for part in parts:
        kept = aside.with_name(aside.name + part.name.removeprefix(target.name))
        _also_as(part, kept) if part != wal else part.rename(kept)
    return aside


def _also_as(part: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(part)
    except OSError:  # a file system without links
        part.rename(kept)


def _write_receipt(target: Path) -> None:
    engine = Engine(str(target))
    try:
        receipt.write(engine)
    finally:
        engine.close()


def _fresh(final: Path) -> Path:
    fresh = final.with_name(final.name + ".part")
    _remove(fresh)
    return fresh


def _appear(fresh: Path, final: Path) -> None:
    try:
        fresh.replace(final)
    except OSError as problem:
        raise StoreError(f'"{final.name}" could not be written: {problem.strerror}.') from problem


def _remove(fresh: Path) -> None:
    """Remove what an unfinished copy left, now or in an earlier run that was killed."""
    for part in (fresh, Path(f"{fresh}.wal")):
        part.unlink(missing_ok=True)
