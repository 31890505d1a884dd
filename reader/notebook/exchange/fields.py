"""Read the fields of a JSON object that a stranger may have written; each refusal says which field, and why."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from reader.notebook.marks import clean
from reader.notebook.times import from_text, to_text, utc_now

LARGEST = 2**31 - 1  # of any whole number: no text is that long
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_TODAY_AT_LEAST = datetime(2026, 11, 1, tzinfo=UTC)  # whatever the clock of this computer says
# Clocks of clinics are wrong at times, so what was written next year is taken in. A time without a bound would leave no
# later one to whoever changes the mark then.
_AHEAD = timedelta(days=3653)
_FARTHEST = 1e15  # of any number that isn't whole: beyond it, nothing fits between two of them
_SHOWN = 40  # characters of a value in a refusal

D = TypeVar("D")


class FieldError(ValueError):
    """Tell that a field can't be taken, and why."""

    def __init__(self, field: str, reason: str) -> None:
        """Take the path of the field, and a reason that follows on its name."""
        super().__init__(field, reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON object, and where it stands in its item."""

    values: Mapping[str, object]
    path: str = ""

    def at(self, name: str) -> str:
        """Return the path of one of its fields."""
        return f"{self.path}.{name}" if self.path else name

    def refuse(self, name: str, reason: str) -> FieldError:
        """Return the error that refuses a field."""
        return FieldError(self.at(name), reason)

    def has(self, name: str) -> bool:
        """Tell whether a field is there; null is as good as none."""
        return self.values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; `default` where there is none."""
        return _text(self._value(name, default), self.at(name))

    def whole(self, name: str, default: int | None = None) -> int:
        """Return a whole number, not negative."""
        value = self._value(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(name, f"is no whole number: {_shown(value)}")
        if not 0 <= value <= LARGEST:
            raise self.refuse(name, f"is out of range: {_shown(value)}")
        return value

    def number(self, name: str) -> float:
        """Return a number."""
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(name, f"is no number: {_shown(value)}")
        if not math.isfinite(value) or abs(value) > _FARTHEST:
            raise self.refuse(name, f"is out of range: {_shown(value)}")
        return float(value)

    def moment(self, name: str) -> datetime:
        """Return a moment, which has to say its time zone."""
        return _moment(self.text(name), self.at(name))

    def stamp(self, name: str) -> str:
        """Return a moment as it is kept in versions, where none at all may be an empty text."""
        text = self.text(name)
        if text and to_text(_moment(text, self.at(name))) != text:
            raise self.refuse(name, f"isn't written as 2026-11-23T08:30:00.000000Z: {_shown(text)}")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(_text(value, path) for value, path in self._each(name))

    def several(self, name: str) -> list[object]:
        """Return what a field holds, as a list even if it is a single value."""
        return [value for value, _ in self._each(name)]

    def nodes(self, name: str) -> list["Node"]:
        """Return a list of objects, even if it is a single one."""
        return [node_of(value, path) for value, path in self._each(name)]

    def _each(self, name: str) -> list[tuple[object, str]]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            return [(value, self.at(name))]
        return [(one, f"{self.at(name)}[{number}]") for number, one in enumerate(value)]

    def _value(self, name: str, default: D | None = None) -> object | D:
        value = self.values.get(name)
        if value is None and default is None:
            raise self.refuse(name, "is missing")
        return default if value is None else value


def node_of(value: object, path: str = "") -> Node:
    """Return a JSON object as a node; refuse anything else."""
    if not isinstance(value, dict):
        raise FieldError(path, f"is no object: {_shown(value)}")
    return Node(value, path)


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise FieldError(path, f"is no text: {_shown(value)}")
    if clean(value) != value:
        raise FieldError(path, "holds half a character, which no file can keep")
    return value


def _moment(text: str, path: str) -> datetime:
    try:
        zoned = datetime.fromisoformat(text).tzinfo is not None
        moment = from_text(text) if zoned else _EARLIEST
    except OverflowError as error:
        raise FieldError(path, f"is out of range: {_shown(text)}") from error
    except ValueError as error:
        raise FieldError(path, f"is no moment: {_shown(text)}") from error
    if not zoned:
        raise FieldError(path, f"says no time zone: {_shown(text)}")
    if moment < _EARLIEST:
        raise FieldError(path, f"is out of range: {_shown(text)}")
    if moment > max(utc_now(), _TODAY_AT_LEAST) + _AHEAD:
        raise FieldError(path, f"is more than ten years ahead of this computer's clock: {_shown(text)}")
    return moment


def _shown(value: object) -> str:
    """Return a value as a refusal quotes it: on one line, and not all of a long one."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    words = repr(value[: _SHOWN + 1] if isinstance(value, str) else value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
