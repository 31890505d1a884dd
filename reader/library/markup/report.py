"""Collect what is wrong with a topic, each with the line on which it stands."""

from bisect import bisect_right

from reader.library.markup.heading_lines import HeadingLines
from reader.library.model import Finding, Severity, TopicSource


class Report:
    """Hold the findings of one topic.

    Python-Markdown keeps no positions. A finding therefore names the words by which it is found again in the
    source; the second finding with the same words is at their second place, and so on.
    """

    def __init__(self, source: TopicSource) -> None:
        self._file = source.file
        self._body = source.body + source.generated
        self._last_line = source.last_line
        self._first_line = source.body_line
        self._line_starts: list[int] | None = None  # made when the first line is asked for
        self._searched: dict[str, int] = {}  # words -> where to look for them next
        self._headings: HeadingLines | None = None
        self._empty_headings = 0
        self._findings: dict[Finding, None] = {}  # each once

    def fault(self, message: str, words: str = "") -> None:
        """Note what refuses the pack."""
        self._add(Severity.FAULT, message, self.line_of(words))

    def warn(self, message: str, words: str = "") -> None:
        """Note what is shown as a plain placeholder, or left out."""
        self._add(Severity.WARNING, message, self.line_of(words))

    def fault_heading(self, message: str) -> None:
        """Note what is wrong with the next heading that has no words."""
        self._add(Severity.FAULT, message, self._heading_line("", self._empty_headings))
        self._empty_headings += 1

    def warn_heading(self, message: str, words: str, nth: int) -> None:
        """Note what is odd about the nth heading, from 0, of these words."""
        self._add(Severity.WARNING, message, self._heading_line(words, nth))

    def at_line(self, severity: Severity, message: str, line: int) -> None:
        """Note what is known to stand on this line of the file; 0 means the whole of it."""
        self._add(severity, message, line)

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, in the order of the file."""
        return tuple(sorted(self._findings))

    def line_of(self, words: str) -> int:
        """Return the line of the next place where `words` stand, or the body's first line."""
        start = self._searched.get(words, 0)
        place = self._body.find(words, start) if words else -1
        if place < 0:
            return self._first_line
        self._searched[words] = place + len(words)
        return self.line_at(place)

    def line_at(self, place: int) -> int:
        """Return the line of a position in the body."""
        if self._line_starts is None:
            self._line_starts = [i + 1 for i, character in enumerate(self._body) if character == "\n"]
        return self._first_line + bisect_right(self._line_starts, place)

    def _heading_line(self, words: str, nth: int) -> int:
        if self._headings is None:
            self._headings = HeadingLines(self._body)
        return self._first_line + self._headings.line(words, nth)

    def _add(self, severity: Severity, message: str, line: int) -> None:
        if line > self._last_line:
            return  # in what the program made of other topics, where it is told
        self._findings[Finding(self._file, line, severity, message)] = None
