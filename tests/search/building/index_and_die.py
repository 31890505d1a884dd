"""Make an index as the program does, with two children, and say so: index_and_die.py ROOT COMPILED INDEX [COMPILED INDEX].

The second pair is the former edition. A word after each piece of progress tells whoever reads when to kill.
"""

import importlib
import sys
from pathlib import Path


def main(root: str, compiled: str, index: str, *former: str) -> None:
    sys.path.insert(0, root)
    build = importlib.import_module("reader.search.building.build")
    build._WORTH_TWO, build._processors = 2, lambda: 2
    begin = build.FormerIndex(*map(Path, former)) if former else None
    made = build.make_index(Path(compiled), Path(index), begin, lambda *_: print("step", flush=True), lambda: False)
    print("made", made)


main(*sys.argv[1:])
