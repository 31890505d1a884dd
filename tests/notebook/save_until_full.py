"""Save marks until the disk is full, say what was told then, wait for a line, and save one more.

Arguments: the home, and the largest size in bytes that a file may have from now on (0: whatever the disk holds).
"""

import resource
import sys
from pathlib import Path

from reader.errors import NotebookError
from reader.home import Home
from reader.notebook.making import new_highlight
from reader.notebook.marks import Colour, Target
from reader.notebook.notebook import Notebook

target = Target("p", "t", "s", ("A",), 0, 5, "words", "before", "after", "before words after")
limit = int(sys.argv[2])

with Notebook.open(Home(Path(sys.argv[1]))).notebook as notebook:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    message = ""
    while not message:
        mark = new_highlight([target], colour=Colour.BLUE, edition="e", note="x" * 3000)
        try:
            notebook.save(mark)
            print("saved", mark.id, flush=True)
        except NotebookError as error:
            message = error.message
    print("refused", mark.id, flush=True)
    print("told", message, flush=True)
    print("readable", len(notebook.highlights()), flush=True)
    sys.stdin.readline()
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    mark = new_highlight([target], colour=Colour.BLUE, edition="e", note="after")
    notebook.save(mark)
    print("saved", mark.id, flush=True)
