"""Tell the time as the notebook keeps it: aware, in UTC, to the microsecond."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """Return `moment` as ISO 8601 in UTC: `2026-11-23T06:51:22.000000Z`.

    Every such text has the same length, so that sorting texts sorts moments.
    Raises ValueError for a moment without a zone: nobody could tell later when that was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment!r}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    """Return the moment that `to_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
