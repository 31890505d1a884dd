"""Say where words are from, in one way wherever they leave: by the clipboard or by an export."""

from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words are from; what isn't known is left out."""

    topic: str  # its title
    path: tuple[str, ...] = ()  # the headings above the words; none for the introduction
    pack: str = ""  # its title
    edition: str = ""  # its label
    released: date | None = None  # that edition

    def __str__(self) -> str:
        """Return it as a line that ends with a full stop."""
        place = " › ".join(filter(None, (self.topic, *self.path)))
        edition = f"edition {self.edition}" if self.edition else ""
        released = day_month_year(self.released) if self.released else ""
        whence = ", ".join(filter(None, (self.pack, edition, released)))
        return ". ".join(filter(None, (place, whence[:1].upper() + whence[1:]))) + "."


def quoted(words: str, citation: Citation) -> str:
    """Return words with where they are from, as they go into a letter or a record."""
    return f"“{words}”\n— {citation}"


def day_month_year(day: date) -> str:
    """Return a day that no reader takes for another: 20 Nov 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
