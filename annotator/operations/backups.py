"""Which backups of a project are kept, and when the next one is due."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from annotator.domain.backup import Backup


class Keeping(Struct, frozen=True):
    """How many backups are kept: the newest, one of each of some days, one of each of some weeks.

    Days and weeks count where there is a backup: after a long holiday, or with a clock that is
    wrong by years, as many are left as before.
    """

    newest: int = 10
    days: int = 7
    weeks: int = 13  # three months


USUAL: Final = Keeping()


def surplus(backups: Iterable[Backup], keeping: Keeping = USUAL) -> list[Backup]:
    """Return the backups that are not kept, the oldest first.

    The newest one without problems is always kept.
    """
    newest_first = sorted(backups, key=lambda each: each.number, reverse=True)
    kept = {each.number for each in newest_first[: keeping.newest]}
    kept |= _newest_of_each(newest_first, _day, keeping.days)
    kept |= _newest_of_each(newest_first, _week, keeping.weeks)
    if sound := newest_sound(newest_first):
        kept.add(sound.number)
    return [each for each in reversed(newest_first) if each.number not in kept]


def newest_sound(backups: Iterable[Backup]) -> Backup | None:
    """Return the newest backup without problems; None when there is none."""
    sound = (each for each in backups if not each.is_damaged)
    return max(sound, key=lambda each: each.number, default=None)


def is_due(backups: Iterable[Backup], now: datetime) -> bool:
    """Return whether the daily backup is due: none was made on this day, as people here count it.

    One from the future, made while the clock was wrong, does not count.
    """
    today = now.astimezone().date()
    return all(_day(each) != today for each in backups)


def _newest_of_each(
    newest_first: Sequence[Backup], period: Callable[[Backup], object], count: int
) -> set[int]:
    found: dict[object, int] = {}
    for each in newest_first:
        found.setdefault(period(each), each.number)
    return {*list(found.values())[:count]}


def _day(backup: Backup) -> date:
    return backup.at.astimezone().date()


def _week(backup: Backup) -> tuple[int, int]:
    year, week, _ = _day(backup).isocalendar()
    return year, week
