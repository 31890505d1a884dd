"""Collect what is wrong with a pack while its files are read."""

from dataclasses import dataclass, field

from reader.library.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class FileReport:
    """Note what is wrong with one file of a pack, each time with its line."""

    file: str  # relative to the pack's folder, with forward slashes
    findings: list[Finding] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        """Note something that refuses the pack."""
        self.findings.append(Finding(self.file, line, Severity.FAULT, message))

    def warning(self, line: int, message: str) -> None:
        """Note something that the pack can be installed with."""
        self.findings.append(Finding(self.file, line, Severity.WARNING, message))
