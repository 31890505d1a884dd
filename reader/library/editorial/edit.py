"""Try every rule of the editors on a pack."""

from collections.abc import Callable, Iterable
from datetime import date

from reader.library.editorial import abbreviations, claims, dates, figures, front, length, numbers, spelling, twins
from reader.library.editorial.desk import Desk
from reader.library.model import Finding, Pack

Rule = Callable[[Desk], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    abbreviations.unlisted,
    claims.unsound,
    dates.impossible,
    figures.bare,
    front.incomplete,
    length.excessive,
    numbers.uncited,
    spelling.american,
    twins.twins,
)


def edit(pack: Pack, today: date) -> list[Finding]:
    """Return a warning for everything in `pack` that its editors would mend, sorted by file and line."""
    desk = Desk.of(pack, today)
    return sorted({finding for rule in RULES for finding in rule(desk)})
