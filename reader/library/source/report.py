"""Collect what is wrong with a pack while its files are read."""

from dataclasses import dataclass, field

from reader.library.model import Finding, Severity
from reader.library.source.names import printable


@dataclass(frozen=True, slots=True)
class FileReport:
    """Note what is wrong with one file of a pack, each time with its line."""

    file: str  # relative to the pack's folder, with forward slashes
    findings: list[Finding] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        """Note something that refuses the pack."""
        self._add(line, Severity.FAULT, message)

    def warning(self, line: int, message: str) -> None:
        """Note something that the pack can be installed with."""
        self._add(line, Severity.WARNING, message)

    def _add(self, line: int, severity: Severity, message: str) -> None:
        # Messages quote the pack, and a pack's words may not steer the terminal that prints them.
        self.findings.append(Finding(printable(self.file), line, severity, printable(message)))
