"""A figure on which things are placed in units from its upper left corner."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import Affine2D

FAMILY = "Source Sans Pro"
WIDTH = 720
EDGE = 24

PAPER, INK, MUTED, ACCENT, SOFT = "#FFFDF8", "#1F2A2C", "#5F6B6C", "#0E6E6E", "#E6F0EE"  # the light theme's
TOKENS = {PAPER: "paper", INK: "ink", MUTED: "muted", ACCENT: "accent", SOFT: "soft"}

Spec = dict[str, Any]
Dashes = tuple[float, ...]
Place = tuple[float, float, float, float]  # left, top, width, height


class Sheet:
    """A figure 720 units wide whose artists are placed in units from its upper left corner."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=PAPER)
        self.units = Affine2D().scale(1, -1).translate(0, height)

    def text(self, x: float, y: float, words: str, colour: str = INK, *, bold: bool = False, **more: str | int) -> None:
        """Write words whose baseline is at `y`."""
        look: Spec = {"family": FAMILY, "size": 22, "weight": 600 if bold else 400, "color": colour, "parse_math": False}
        self.figure.text(x, y, words, transform=self.units, va="baseline", **(look | more))

    def line(self, points: list[tuple[float, float]], colour: str = INK, width: float = 2, dashes: Dashes = ()) -> None:
        """Draw a line."""
        look: Spec = {"colors": colour, "linewidths": width, "linestyles": (0, dashes) if dashes else "solid"}
        self.figure.add_artist(LineCollection([points], transform=self.units, **look))

    def box(self, place: Place, fill: str, edge: str, dashes: Dashes = ()) -> None:
        """Draw a rectangle with an edge of 2 units."""
        left, top, width, height = place
        style = (0, dashes) if dashes else "solid"
        look: Spec = {"facecolor": fill, "edgecolor": edge, "linewidth": 2, "linestyle": style, "transform": self.units}
        self.figure.add_artist(Rectangle((left, top), width, height, **look))

    def hatch(self, place: Place, colour: str) -> None:
        """Draw slanting lines within a rectangle, cut at its edges."""
        left, top, width, height = place
        for start in range(10, round(width + height), 10):
            x1, y1 = (left + start, top) if start <= width else (left + width, top + start - width)
            x2, y2 = (left, top + start) if start <= height else (left + start - height, top + height)
            self.line([(x1, y1), (x2, y2)], colour)

    def arrow(self, x: float, y: float, to: float) -> None:
        """Draw a level arrow from `x` to `to`."""
        back = to - 12 if to > x else to + 12
        self.line([(x, y), (back, y)])
        head = [(to, y), (back, y - 7), (back, y + 7)]
        self.figure.add_artist(Polygon(head, facecolor=INK, edgecolor="none", transform=self.units))

    def axes(self, left: float, right: float, limits: tuple[float, float], *, log: bool) -> Axes:
        """Return bare axes from `left` to `right`, whose height is the sheet's and whose y is in units."""
        axes = self.figure.add_axes((left / WIDTH, 0, (right - left) / WIDTH, 1), xlim=limits, ylim=(self.height, 0))
        if log:
            axes.set_xscale("log")
            axes.set_xlim(limits)
        axes.set_axis_off()
        return axes
