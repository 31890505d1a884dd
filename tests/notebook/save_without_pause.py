"""Save marks into the home that is named, and print each one's id as soon as `save` has returned, until killed.

With tags, reviews and all that is written along with a mark; every third one is changed at once, and every tenth deleted.
"""

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from reader.home import Home
from reader.notebook.burying import buried
from reader.notebook.making import new_highlight, new_note
from reader.notebook.marks import Colour, Highlight, Mark, Review, Target, Verdict, edited, reviewed
from reader.notebook.notebook import Notebook
from reader.notebook.stamps import words_of


def made(number: int) -> Mark:
    target = Target("p", "t", "s", ("A",), number, number + 5, "words", "before", "after", "before words after")
    note = f"{number} " + "x" * (number % 900)
    if number % 4 == 0:
        return new_note("p", "t", edition="e", note=note, tags=("ward 3", f"tag {number % 7}"))
    return new_highlight([target], colour=Colour.BLUE, edition="e", note=note, tags=(f"tag {number % 7}",))


def changed(mark: Mark, number: int) -> Mark:
    if not isinstance(mark, Highlight):
        return edited(mark, note=f"edited {number}")
    review = Review("next", Verdict.ACCEPTED, mark.targets, datetime.now(UTC))
    return edited(reviewed(mark, review), note=f"edited {number}", targets=mark.targets * 2)


with Notebook.open(Home(Path(sys.argv[1]))).notebook as notebook:
    for number in count():
        mark = made(number)
        notebook.save(mark)
        if number % 3 == 0:
            mark = changed(mark, number)
            notebook.save(mark)
        if number % 10 == 9:
            notebook.save(buried(mark))
            notebook.feedback.give("p", f"t{number}", helpful=True, words=str(number), edition="e")
        print(mark.id, words_of(mark).split("x")[0].strip(), sep="\t", flush=True)
