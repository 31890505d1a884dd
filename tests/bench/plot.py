"""Draw latency against size for each class of queries, one curve for each engine."""

from collections.abc import Mapping
from pathlib import Path

COLOURS = {"wardbook": "#1f5fa8", "fts5": "#b5542a", "tantivy": "#7a7a7a"}
ROWS, COLUMNS = 3, 4


def draw(found: Mapping[int, Mapping[str, Mapping[str, tuple[float, float]]]], path: Path) -> None:
    """Write the picture; `found` has medians and 95th percentiles by size, engine and class."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    sizes = sorted(found)
    engines = list(found[sizes[0]])
    classes = list(found[sizes[0]][engines[0]])
    figure, axes = plt.subplots(ROWS, COLUMNS, figsize=(13, 9), sharex=True, sharey=True, constrained_layout=True)
    for panel, name in zip(axes.flat, classes, strict=False):
        for engine in engines:
            medians, slow = zip(*(found[size][engine][name] for size in sizes), strict=True)
            panel.plot(sizes, medians, color=COLOURS[engine], marker="o", markersize=3, label=f"{engine}, median")
            panel.plot(sizes, slow, color=COLOURS[engine], linestyle=":", label="95th percentile")
        panel.set(title=name, xscale="log", yscale="log")
        panel.set_xticks(sizes, [f"{size:,}" for size in sizes], fontsize=7)
        panel.minorticks_off()
        panel.grid(alpha=0.3)
    for panel in axes.flat[len(classes) :]:
        panel.axis("off")
    figure.legend(*axes.flat[0].get_legend_handles_labels(), loc="lower right", bbox_to_anchor=(0.98, 0.06))
    figure.supxlabel("sections")
    figure.supylabel("milliseconds for a whole query with 20 snippets, asked for the first time")
    figure.savefig(path, dpi=130)
