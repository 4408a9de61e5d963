"""Ids and times, made by the program and never by the database."""

from datetime import UTC, datetime
from uuid import uuid4


def new_id() -> str:
    """Return a fresh id: 32 hexadecimal digits."""
    return uuid4().hex


def utc_now() -> str:
    """Return the present time as ISO 8601 in UTC, to the millisecond, with `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
