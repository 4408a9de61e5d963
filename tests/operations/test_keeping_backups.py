"""Which backups are kept, whatever the clock did, and when the next one is due."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.backup import REASONS, Backup, BackupContents, BackupReason, RestoreLoss
from annotator.domain.recovery import Recovery, RecoverySource, best_of
from annotator.operations.backup_words import (
    held_words,
    lost_words,
    reason_words,
    recoveries_words,
    recovery_words,
)
from annotator.operations.backups import Keeping, is_due, newest_sound, surplus

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def backup(number, at, *, is_damaged=False, reason=BackupReason.DAY):
    return Backup(
        path=Path(f"{number}"),
        stem="news",
        number=number,
        at=at,
        reason=reason,
        mark="0" * 8,
        is_damaged=is_damaged,
    )


def numbers(backups):
    return [each.number for each in backups]


times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
histories = st.lists(st.tuples(times, st.booleans()), max_size=60).map(
    lambda found: [
        backup(number, at, is_damaged=is_damaged)
        for number, (at, is_damaged) in enumerate(found, start=1)
    ]
)
keepings = st.builds(Keeping, st.integers(0, 12), st.integers(0, 8), st.integers(0, 14))


def test_ten_newest_then_one_a_day_for_a_week_and_one_a_week_for_three_months_are_kept():
    made = [
        backup(day * 3 + part, NOON + day * DAY + timedelta(hours=part))
        for day in range(200)
        for part in range(3)
    ]

    kept = numbers(each for each in made if each not in surplus(made))

    newest, daily = [*range(590, 600)], [581, 584, 587]  # the last of each day
    assert kept[-10:] == newest
    assert kept[-13:-10] == daily
    assert len(kept) == 10 + 3 + 12  # thirteen weeks, the newest of which is among the newest
    assert {(b - a) for a, b in pairwise(kept[:12])} == {21}


@given(histories, keepings)
def test_the_newest_and_the_newest_sound_one_stay_and_no_more_than_are_asked_for(made, keeping):
    gone = surplus(made, keeping)

    kept = [each for each in made if each not in gone]
    assert numbers(kept)[::-1][: keeping.newest] == numbers(made)[::-1][: keeping.newest]
    if sound := newest_sound(made):
        assert sound in kept
    assert len(kept) <= keeping.newest + keeping.days + keeping.weeks + 1
    assert numbers(gone) == sorted(numbers(gone))


@given(histories, keepings)
def test_thinning_twice_removes_nothing_more(made, keeping):
    kept = [each for each in made if each not in surplus(made, keeping)]

    assert surplus(kept, keeping) == []


@given(st.integers(0, 30), st.integers(-4000, 4000))
def test_a_clock_that_jumps_by_years_thins_nothing_away(count, days):
    made = [backup(number, NOON + number * DAY) for number in range(1, count + 1)]
    later = [*made, backup(count + 1, NOON + days * DAY)]

    kept = [each for each in later if each not in surplus(later)]

    assert len(kept) >= min(count + 1, 10)
    assert len(surplus(later)) <= len(surplus(made)) + 2


def test_the_daily_backup_is_due_once_a_day_also_after_a_clock_from_the_future():
    assert is_due([], NOON)
    assert not is_due([backup(1, NOON)], NOON + timedelta(minutes=5))
    assert is_due([backup(1, NOON)], NOON + DAY)
    assert is_due([backup(1, NOON + 4000 * DAY)], NOON)
    assert is_due([backup(1, NOON)], NOON - 2 * DAY)


@pytest.mark.parametrize("hours", [23, 25])
def test_a_day_with_another_length_is_one_day(hours, monkeypatch):
    start = {23: datetime(2026, 3, 29), 25: datetime(2026, 10, 25)}[hours]
    berlin = ZoneInfo("Europe/Berlin")
    morning, night = (start.replace(hour=h, tzinfo=berlin).astimezone(UTC) for h in (1, 22))

    class Moment(datetime):
        def astimezone(self, zone=berlin):
            return datetime.astimezone(self, zone)

    made = backup(1, Moment.fromtimestamp(morning.timestamp(), UTC))

    assert not is_due([made], Moment.fromtimestamp(night.timestamp(), UTC))
    assert is_due([made], Moment.fromtimestamp((night + timedelta(hours=3)).timestamp(), UTC))


def test_every_reason_has_a_name_and_problems_are_named():
    assert {*REASONS} == {*BackupReason}
    assert reason_words(backup(1, NOON)) == "Daily"
    assert reason_words(backup(1, NOON, is_damaged=True)) == "Daily, has problems"


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (RestoreLoss(edits=0), "Nothing was changed since then."),
        (RestoreLoss(edits=1, last="Add claim C1"), "discards 1 edit: Add claim C1."),
        (RestoreLoss(edits=2, last="Add C2"), "discards 2 edits, the last one: Add C2."),
        (RestoreLoss(edits=0, is_other=True), "no longer has. Restoring discards nothing."),
        (RestoreLoss(edits=1, last="X", is_other=True), "no longer has. Restoring discards 1"),
    ],
)
def test_what_restoring_takes_away_is_said(loss, words):
    assert words in lost_words(loss)


def test_what_a_backup_holds_is_said():
    held = BackupContents(articles=1, claims=2, marks=3000, edits=5)

    assert held_words(held) == "1 article, 2 claims and 3,000 marks"


@pytest.mark.parametrize(
    ("source", "problems", "words"),
    [
        (RecoverySource.HISTORY, 2, "Its last edit is of 2026-11-26"),
        (RecoverySource.BACKUP, 0, "The newest backup: 1 article"),
        (RecoverySource.RECORDS, 1, "The check finds 1 problem in it."),
    ],
)
def test_what_was_recovered_is_said(source, problems, words):
    held = BackupContents(
        articles=1, claims=2, marks=3, edits=5, last_at="2026-11-26T12:00:00.000Z"
    )
    found = Recovery(source=source, file=Path("x"), contents=held, problems=problems)

    assert words in recovery_words(found)


def state(source, claims, edits, *, is_cut_off=False):
    held = BackupContents(articles=1, claims=claims, marks=3, edits=edits)
    return Recovery(source=source, file=Path("x"), contents=held, is_cut_off=is_cut_off)


BACKUP, HISTORY, RECORDS = RecoverySource


@pytest.mark.parametrize(
    ("found", "best"),
    [
        # as in the issue where nothing is lost, also if what can be read had been deleted
        ([state(BACKUP, 2, 9), state(HISTORY, 2, 9), state(RECORDS, 5, 9)], "b"),
        ([state(BACKUP, 2, 5), state(HISTORY, 3, 9), state(RECORDS, 5, 9)], "h"),
        ([state(BACKUP, 9, 5), state(HISTORY, 3, 9), state(RECORDS, 5, 9)], "h"),
        ([state(HISTORY, 2, 4, is_cut_off=True), state(RECORDS, 3, 9)], "r"),
        ([state(HISTORY, 2, 4, is_cut_off=True), state(RECORDS, 2, 9)], "h"),
        ([state(BACKUP, 4, 6), state(HISTORY, 2, 4, is_cut_off=True)], "b"),
        ([state(BACKUP, 4, 6), state(RECORDS, 2, 9)], "b"),
    ],
)
def test_what_brings_back_most_is_the_best(found, best):
    assert best_of(found).source.value[0] == best


def test_of_several_states_the_best_is_said_to_be_that():
    first, second = recoveries_words([state(HISTORY, 2, 4, is_cut_off=True), state(RECORDS, 3, 9)])

    assert first.endswith("Later edits cannot be read.")
    assert second.endswith("3 claims and 3 marks. This brings back most.")
    assert "most" not in recoveries_words([state(RECORDS, 3, 9)])[0]
