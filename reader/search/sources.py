"""Say what can be searched, before anything of Whoosh is imported."""

from dataclasses import dataclass
from pathlib import Path

from reader.library.making.child import Limits

LIMITS = Limits(step_seconds=None)  # writing the postings of a large pack is one long step


@dataclass(frozen=True, slots=True)
class IndexSource:
    """A pack that can be searched, if its index is good."""

    pack: str
    compiled_folder: Path
    index_folder: Path
    language: str
