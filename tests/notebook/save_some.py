"""Save as many marks as are asked for into the home that is named, beside whoever else has it open."""

import sys
from pathlib import Path

from reader.home import Home
from reader.notebook.making import new_bookmark
from reader.notebook.notebook import Notebook

with Notebook.open(Home(Path(sys.argv[1])), mend=False).notebook as notebook:
    for number in range(int(sys.argv[2])):
        mark = new_bookmark("p", "t", edition="e", label=str(number))
        notebook.save(mark)
        print(mark.id, flush=True)
