"""Draw the figures that show numbers from data.toml with matplotlib, such that the reader's themes can colour them.

    python resources/figures/draw.py [FOLDER]

Matplotlib lays out and writes; then every shape is written again as SVG Tiny 1.2: colours as class tokens with the light
theme's colour behind them, words as text, no style, clip path, reference or metadata. The same numbers give the same bytes.
The folder is `content/figures` unless another is named.
"""

import io
import logging
import sys
import tomllib
from pathlib import Path
from textwrap import wrap

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from plain_svg import plain_svg
from sheet import ACCENT, EDGE, INK, MUTED, PAPER, SOFT, Place, Sheet, Spec

HERE = Path(__file__).resolve().parent
LETTERS = 66  # in a line of sources, as wide as the figure
MARKERS = {"square": "s", "diamond": "D", "circle": "o"}


def ratios(spec: Spec, sources: list[str]) -> Sheet:
    """Draw hazard ratios with their intervals, one row each."""
    panels, pitch = spec["panel"], 66
    legend_top, first = 104, 104 + 34 * len(spec["legend"])
    rows = sum(len(panel["rows"]) for panel in panels)
    headings = sum(48 for panel in panels if panel["heading"])
    axis = first + headings + rows * pitch + 6
    sheet = Sheet(axis + 92 + 28 * (len(sources) + 1))
    left, right = 312.0, 690.0
    axes = sheet.axes(left, right, tuple(spec["limits"]), log=True)

    def place(value: float) -> float:
        return float(axes.transData.transform((value, 0))[0])

    for tick in spec["ticks"]:
        x = place(tick)
        if tick == 1:
            sheet.line([(x, first - 4), (x, axis)], INK, 2)
        else:
            sheet.line([(x, first - 4), (x, axis)], MUTED, 1, (2, 6))
        sheet.line([(x, axis), (x, axis + 8)])
        sheet.text(x, axis + 32, f"{tick:g}", bold=tick == 1, ha="center")
    sheet.line([(left, axis), (right, axis)])
    _title(sheet, spec)
    for index, entry in enumerate(spec["legend"]):
        y = legend_top + 34 * index
        _marker(sheet, entry["marker"], EDGE + 10, y - 7)
        sheet.text(EDGE + 34, y, entry["label"])
    y = first
    for panel in panels:
        if panel["heading"]:
            sheet.text(EDGE, y + 26, panel["heading"], ACCENT, bold=True)
            y += 48
        for row in panel["rows"]:
            sheet.text(EDGE, y + 22, row["name"], bold=True)
            sheet.text(EDGE, y + 49, _row_words(row), MUTED)
            middle = y + 30
            if "low" in row:
                axes.hlines(middle, row["low"], row["high"], colors=INK, linewidth=3)
                axes.vlines([row["low"], row["high"]], middle - 8, middle + 8, colors=INK, linewidth=3)
            _marker(sheet, row["marker"], place(row["value"]), middle)
            y += pitch
    one, low = place(1), axis + 62
    sheet.arrow(one - 14, low - 7, one - 44)
    sheet.text(one - 52, low, spec["below"], ha="right")
    sheet.arrow(one + 14, low - 7, one + 44)
    sheet.text(one + 52, low, spec["above"])
    sheet.text(EDGE, axis + 104, spec["note"], bold=True)
    _sources(sheet, sources)
    return sheet


def bars(spec: Spec, sources: list[str]) -> Sheet:
    """Draw groups of level bars."""
    tall, pitch, start = 28, 38, 252
    top = 124 if spec["legend"] else 84
    heights = [40 + 28 * ("note" in group) + pitch * len(group["bars"]) + 18 for group in spec["group"]]
    sheet = Sheet(top + sum(heights) + 10 + 28 * len(sources))
    scale = (626 - start) / spec["most"]
    _title(sheet, spec)
    for index, entry in enumerate(spec["legend"]):
        x = EDGE + 230 * index
        _bar(sheet, entry["style"], (x, 84, 34, 20))
        sheet.text(x + 46, 102, entry["label"])
    for group, height in zip(spec["group"], heights, strict=True):
        sheet.text(EDGE, top + 26, group["heading"], ACCENT, bold=True)
        y = top + 40
        if "note" in group:
            sheet.text(EDGE, y + 14, group["note"], MUTED)
            y += 28
        base = y
        for bar in group["bars"]:
            sheet.text(start - 12, y + 21, bar["label"], ha="right")
            low, high = bar.get("low", 0), bar.get("high", bar.get("value"))
            _bar(sheet, bar["style"], (start + scale * low, y, scale * (high - low), tall))
            sheet.text(start + scale * high + 10, y + 21, _bar_words(bar), bold=True)
            y += pitch
        sheet.line([(start, base - 4), (start, y - 6)])
        top += height
    _sources(sheet, sources)
    return sheet


def _bar(sheet: Sheet, style: str, place: Place) -> None:
    if style == "solid":
        sheet.box(place, ACCENT, ACCENT)
    elif style == "hatched":
        sheet.box(place, SOFT, SOFT)
        sheet.hatch(place, ACCENT)
        sheet.box(place, "none", ACCENT)
    elif style == "range":
        left, top, width, height = place
        sheet.box((left, top + 5, width, height - 10), PAPER, INK)
    else:
        sheet.hatch(place, MUTED)
        sheet.box(place, "none", INK, (7, 5))


def _marker(sheet: Sheet, name: str, x: float, y: float) -> None:
    size = {"square": 15, "diamond": 14, "circle": 17}[name]
    fill = {"square": ACCENT, "diamond": PAPER, "circle": INK}[name]
    edge = {"square": ACCENT, "diamond": INK, "circle": INK}[name]
    look: Spec = {"marker": MARKERS[name], "ms": size, "mfc": fill, "mec": edge, "mew": 2.5}
    sheet.figure.add_artist(mpl.lines.Line2D([x], [y], linestyle="none", transform=sheet.units, **look))


def _title(sheet: Sheet, spec: Spec) -> None:
    sheet.text(EDGE, 36, spec["title"], bold=True, size=26)
    sheet.text(EDGE, 66, spec["subtitle"], MUTED)


def _sources(sheet: Sheet, lines: list[str]) -> None:
    for index, line in enumerate(reversed(lines)):
        sheet.text(EDGE, sheet.height - 18 - 28 * index, line, MUTED)


def _row_words(row: Spec) -> str:
    interval = f"({row['low']:.2f}–{row['high']:.2f})" if "low" in row else "(no interval seen)"
    return (f"{row['end']}: " if row["end"] else "") + f"{row['value']:.2f} {interval}"


def _bar_words(bar: Spec) -> str:
    words = f"{bar['low']:g}–{bar['high']:g}%" if "low" in bar else f"{bar['value']:g}%"
    return ("about " if bar.get("about") else "") + words + (" ?" if bar["style"] == "unverified" else "")


def _rows(spec: Spec) -> list[Spec]:
    return [row for part in spec.get("panel", spec.get("group")) for row in part.get("rows", part.get("bars"))]


def _source_lines(spec: Spec, names: dict[str, str]) -> list[str]:
    keys = [row[field] for row in _rows(spec) for field in ("source", "also") if field in row]
    return wrap("Sources: " + "; ".join(names[key].replace(" ", "\N{NO-BREAK SPACE}") for key in dict.fromkeys(keys)), LETTERS)


def _description(spec: Spec) -> str:
    """Return the figure in words, so that a screen reader tells every number."""
    parts = [spec["intro"]]
    for part in spec.get("panel", []):
        rows = "; ".join(f"{row['name']}, {_row_words(row)}" for row in part["rows"])
        parts.append(f"{part['heading']}: {rows}." if part["heading"] else f"{rows}.")
    for part in spec.get("group", []):
        heading = part["heading"] + (f" ({part['note']})" if "note" in part else "")
        parts.append(f"{heading}: " + "; ".join(f"{bar['label']} {_bar_words(bar)}" for bar in part["bars"]) + ".")
    return " ".join(parts)


def main(folder: Path) -> None:
    """Draw every figure of data.toml into `folder`."""
    # Words are written, not measured, so that no font is needed.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "wardbook", "lines.scale_dashes": False, "path.simplify": False})
    data = tomllib.loads((HERE / "data.toml").read_text(encoding="utf-8"))
    names = data.pop("sources")
    for name, spec in data.items():
        sheet = {"ratios": ratios, "bars": bars}[spec["kind"]](spec, _source_lines(spec, names))
        written = io.BytesIO()
        FigureCanvasSVG(sheet.figure).print_svg(written, metadata={"Date": None})
        (folder / f"{name}.svg").write_text(
            plain_svg(written.getvalue(), sheet.height, spec["title"], _description(spec)), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "content" / "figures")
