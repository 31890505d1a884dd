"""Number the references of a topic in the order of their first citation."""

from collections.abc import Mapping

from reader.library.model import Reference, Source


class Sources:
    """Hand out numbers, and remember which were cited for something that wasn't read in them."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._references = references
        self._numbers: dict[str, int] = {}
        self._unverified: set[str] = set()

    def cite(self, key: str, *, unverified: bool) -> tuple[int, Reference] | None:
        """Return the number and the reference of `key`, or None when the pack doesn't have it."""
        reference = self._references.get(key)
        if reference is None:
            return None
        if unverified:
            self._unverified.add(key)
        return self._numbers.setdefault(key, len(self._numbers) + 1), reference

    def listed(self) -> tuple[Source, ...]:
        """Return the sources as the topic's end lists them."""
        return tuple(Source(number, self._references[key], key in self._unverified) for key, number in self._numbers.items())


def described(reference: Reference, *, unverified: bool) -> str:
    """Return the reference on one line, as the tooltip of its mark."""
    where = " ".join(part for part in (reference.journal, reference.year) if part)
    parts = [part.rstrip(". ") for part in (reference.authors, reference.title, where) if part]
    line = ". ".join(parts) or reference.url or reference.key
    return f"{line} — not verified in the source" if unverified else line
