"""A topic, or a section of it, as it is named on the command line."""

import argparse
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go."""

    topic: str
    section: str | None

    @classmethod
    def parse(cls, words: str) -> Self:
        """Read `TOPIC` or `TOPIC#SECTION`."""
        topic, _, section = words.partition("#")
        if not topic:
            raise argparse.ArgumentTypeError("a place is written TOPIC or TOPIC#SECTION")
        return cls(topic, section or None)
