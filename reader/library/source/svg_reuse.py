"""Count how often the parts of an SVG are drawn: a few lines of nested <use> can ask for billions of shapes."""

from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

MAX_DRAWN = 60_000


@dataclass(slots=True)
class _Part:
    """An element with an id, and what stands in it up to the next one."""

    elements: int = 0
    inside: list[int] = field(default_factory=list)  # the parts that stand in it
    used: list[str] = field(default_factory=list)  # the ids that it refers to


@dataclass(slots=True)
class Reuse:
    """Follow the elements of one figure as they open and close."""

    parts: list[_Part] = field(default_factory=lambda: [_Part()])
    ids: dict[str, int] = field(default_factory=dict)
    open: list[int] = field(default_factory=lambda: [0])

    def enter(self, element_id: str) -> None:
        """Open an element; its id may be empty."""
        current = self.open[-1]
        if element_id:
            self.ids.setdefault(element_id, len(self.parts))
            self.parts[current].inside.append(len(self.parts))
            self.parts.append(_Part())
            current = len(self.parts) - 1
        self.open.append(current)
        self.parts[current].elements += 1

    def leave(self) -> None:
        """Close the element that was opened last."""
        self.open.pop()

    def use(self, element_id: str) -> None:
        """Note that the open element refers to another one, by <use>, a gradient, a marker or a mask."""
        self.parts[self.open[-1]].used.append(element_id)

    def problem(self) -> str | None:
        """Return why the figure may not be drawn, or None."""
        needs = {number: self._needs(part) for number, part in enumerate(self.parts)}
        drawn: dict[int, int] = {}
        try:
            for number in TopologicalSorter(needs).static_order():
                count = self.parts[number].elements + sum(drawn[need] for need in needs[number])
                drawn[number] = min(count, MAX_DRAWN + 1)
        except CycleError:
            return "A part of the figure refers to itself. Take out the reference that closes the circle."
        if drawn[0] > MAX_DRAWN:
            return f"The figure draws more than {MAX_DRAWN:,} shapes by reusing its parts. Make it simpler."
        return None

    def _needs(self, part: _Part) -> list[int]:
        return [*part.inside, *(self.ids[used] for used in part.used if used in self.ids)]
