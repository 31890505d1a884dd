"""Place the marks of a pack on an edition, and let a person settle what has changed.

section     describes words of a section, and names the headings above them
edition     gives the texts of an edition, as anchors ask for them
placing     places single marks
tally       says in one line what became of all
work        places all marks of a pack, in a child process
review      lists what a person has to look at, and keeps what that person decided
"""

from reader.notebook.replacing.review import Reviewable, accepted, kept_unplaced, reanchored, review_list
from reader.notebook.replacing.section import described, section_of
from reader.notebook.replacing.tally import Tally, tally_of
from reader.notebook.replacing.work import place_marks

__all__ = [
    "Reviewable",
    "Tally",
    "accepted",
    "described",
    "kept_unplaced",
    "place_marks",
    "reanchored",
    "review_list",
    "section_of",
    "tally_of",
]
