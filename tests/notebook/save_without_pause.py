"""Save marks into the home that is named, and print each one's id as soon as `save` has returned, until killed."""

import sys
from itertools import count
from pathlib import Path

from reader.home import Home
from reader.notebook.making import new_highlight
from reader.notebook.marks import Colour, Target, edited
from reader.notebook.notebook import Notebook

with Notebook.open(Home(Path(sys.argv[1]))).notebook as notebook:
    for number in count():
        target = Target("p", "t", "s", ("A",), number, number + 5, "words", "before", "after", "before words after")
        mark = new_highlight([target], colour=Colour.BLUE, edition="e", note=f"{number} " + "x" * (number % 900))
        notebook.save(mark)
        if number % 3 == 0:
            mark = edited(mark, note=f"edited {number}", targets=(target, target))
            notebook.save(mark)
        print(mark.id, mark.note.split("x")[0].strip(), sep="\t", flush=True)
