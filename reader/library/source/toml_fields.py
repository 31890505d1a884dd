"""Take values of the kinds that pack.toml knows out of one of its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reader.library.source.report import FileReport
from reader.library.source.toml_lines import Toml
from reader.library.source.yaml_fields import as_date, one_line


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of pack.toml, the `index`-th of its name, and where to report what is wrong with it."""

    values: Mapping[str, object]
    name: str
    index: int
    toml: Toml
    report: FileReport

    def fault(self, key: str, message: str) -> None:
        """Report a fault at the line of `key`, or at the table's where it is missing."""
        self.report.fault(self.toml.line(self.name, self.index, key), message)

    def warn(self, key: str, message: str) -> None:
        """Report a warning at the line of `key`, or at the table's where it is missing."""
        self.report.warning(self.toml.line(self.name, self.index, key), message)

    def warn_of_unknown(self, known: frozenset[str]) -> None:
        """Report the keys that the format doesn't know."""
        for key in self.values.keys() - known:
            self.warn(key, f"“{key}” isn't known here, and is ignored. Check how it is written, or take it out.")

    def text(self, key: str) -> str:
        """Return the one-line text of `key`, empty where there is none; another kind of value is a warning."""
        value = self.values.get(key, "")
        if isinstance(value, str):
            return one_line(value)
        self.warn(key, f"“{key}” should be a text, and is left out. Put it into double quotes.")
        return ""

    def flag(self, key: str) -> bool:
        """Return whether `key` is true; another kind of value is a warning."""
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        self.warn(key, f"“{key}” should be true or false, and is left out. Write it as {key} = true.")
        return False

    def day(self, key: str) -> date | None:
        """Return the day of `key`, which may be quoted, or None where it names none."""
        value = self.values.get(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return as_date(value) if isinstance(value, str) else None

    def required_text(self, key: str) -> str:
        """Return the one-line text of `key`; it is a fault where there is none."""
        value = self.values.get(key, "")
        text = one_line(value) if isinstance(value, str) else ""
        if not text:
            self.fault(key, f'“{key}” is missing or isn\'t a text. Write it as {key} = "…".')
        return text

    def required_date(self, key: str) -> date | None:
        """Return the day of `key`; it is a fault where there is none."""
        day = self.day(key)
        if day is None:
            self.fault(key, f"“{key}” is missing or isn't a date. Write it as {key} = 2026-11-20.")
        return day
