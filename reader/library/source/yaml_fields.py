"""Take values of the kinds that the format knows out of a table of YAML, and say where one isn't of its kind."""

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from reader.library.source.report import FileReport
from reader.library.source.yaml_tree import Listing, Node, Scalar, Table

_Choice = TypeVar("_Choice", bound=StrEnum)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def one_line(text: str) -> str:
    """Return `text` on one line and without control characters, as a title or a name must be."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def as_date(text: str) -> date | None:
    """Return the day that `2026-11-20` names, or None where `text` names none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one table by their keys; whatever is wrong with one is a warning, and its default stands."""

    values: dict[str, Node]
    report: FileReport

    @classmethod
    def of(cls, table: Table, report: FileReport) -> "Fields":
        """Gather the entries of `table`; of a key that is written twice the first counts."""
        values: dict[str, Node] = {}
        for key, value in table.entries:
            if values.setdefault(key.text, value) is not value:
                report.warning(key.line, f"“{key.text}” is written twice here, and the first counts. Take one out.")
        return cls(values, report)

    def line(self, key: str, otherwise: int = 1) -> int:
        """Return the line of the value of `key`, or `otherwise` where there is none."""
        return self.values[key].line if key in self.values else otherwise

    def text(self, key: str) -> str:
        """Return the one-line text of `key`, empty where it has none."""
        value = self.values.get(key)
        if value is None or isinstance(value, Scalar):
            return one_line(value.text) if value else ""
        self._warn(value, f"“{key}” should be a text, and is left out. Write it on one line, without brackets.")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts listed under `key`; a single text counts as a list of one."""
        value = self.values.get(key)
        if isinstance(value, Table):
            self._warn(value, f"“{key}” should be a list, and is left out. Write it as [one, another].")
            return ()
        items = value.items if isinstance(value, Listing) else (value,) if value else ()
        return tuple(filter(None, (self._item(key, item) for item in items)))

    def day(self, key: str) -> date | None:
        """Return the day of `key`."""
        text = self.text(key)
        day = as_date(text)
        if text and day is None:
            self._warn(self.values[key], f"“{key}: {text}” isn't a date, and is left out. Write it as 2026-11-20.")
        return day

    def number(self, key: str) -> float:
        """Return the number of `key`, else 0."""
        text = self.text(key)
        try:
            number = float(text or 0)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        self._warn(self.values[key], f"“{key}: {text}” isn't a number, and counts as 0. Write it in digits.")
        return 0.0

    def choice(self, key: str, kind: type[_Choice]) -> _Choice | None:
        """Return which of the words of `kind` stands at `key`."""
        text = self.text(key)
        if not text:
            return None
        try:
            return kind(text.lower())
        except ValueError:
            words = ", ".join(kind)
            self._warn(self.values[key], f"“{key}: {text}” isn't known, and is left out. Write one of: {words}.")
            return None

    def _item(self, key: str, item: Node) -> str:
        if isinstance(item, Scalar):
            return one_line(item.text)
        self._warn(item, f"“{key}” should list plain texts, and this entry is left out. Put it into quotes.")
        return ""

    def _warn(self, value: Node, message: str) -> None:
        self.report.warning(value.line, message)
