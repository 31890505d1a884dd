"""Share a window's width among the page and the panes beside it; fold panes away where the page would be too narrow.

Folding is no choice of the reader's: what is folded comes back when there is room.
"""

from dataclasses import dataclass

from reader.desktop.page.column import narrowest

SIDEBAR, PANEL = 280, 300
_NARROW_SIDEBAR, _NARROW_PANEL = 248, 268  # in a window narrower than this:
_WIDE = 1200
_FOLDED = 0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are: the bars' and lists' text, and the page's; 1.0 as designed."""

    interface: float = 1.0
    page: float = 1.0

    @property
    def least_page(self) -> int:
        """The width below which the page gets the room of a pane."""
        return narrowest(self.page)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wants of a pane: to see it or not, in which width, and whether they asked for it last."""

    shown: bool = True
    width: int | None = None  # None: as designed
    insisted: bool = False


def share(width: int, sidebar: Wanted, panel: Wanted, sizes: Sizes) -> tuple[int, int]:
    """Return the widths of sidebar and panel, 0 for one that isn't seen.

    The panel folds first, then the sidebar; the one that was just asked for stays, whatever the page has left.
    """
    asked = [
        _width(sidebar, SIDEBAR, _NARROW_SIDEBAR, width, sizes),
        _width(panel, PANEL, _NARROW_PANEL, width, sizes),
    ]
    least = [min(asked[0], round(_NARROW_SIDEBAR * sizes.interface)), min(asked[1], round(_NARROW_PANEL * sizes.interface))]
    for place, pane in ((1, panel), (0, sidebar)):
        if sum(least) + sizes.least_page > width and not pane.insisted:
            asked[place] = least[place] = _FOLDED
    for place in (1, 0):
        lacking = max(0, sum(asked) + sizes.least_page - width)
        asked[place] -= min(lacking, asked[place] - least[place])
    return asked[0], asked[1]


def _width(pane: Wanted, usual: int, narrow: int, width: int, sizes: Sizes) -> int:
    if not pane.shown:
        return _FOLDED
    return pane.width or round((usual if width >= _WIDE * sizes.interface else narrow) * sizes.interface)
