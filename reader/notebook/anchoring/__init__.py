"""Find a mark's words again in a text that was revised, say what became of them, and never guess.

words        parts a text into words, and finds runs of them
headings     tells from plain text under which headings words stand
describe     makes an anchor of selected words
danger       knows the words of which a change can hurt a patient
difference   compares old words with new ones, and says whether the difference is such a one
sought       is what an anchor looks for: the words and those around them
identical    finds the same words
similar      finds changed words, by what is left of them and of their surroundings
locate       decides between the places found
"""

from reader.notebook.anchoring.describe import Anchor, describe
from reader.notebook.anchoring.difference import Change, Difference, Piece
from reader.notebook.anchoring.headings import Headings, HeadingsAt
from reader.notebook.anchoring.locate import locate
from reader.notebook.anchoring.placement import UNPLACED, Kind, Placement

__all__ = [
    "UNPLACED",
    "Anchor",
    "Change",
    "Difference",
    "Headings",
    "HeadingsAt",
    "Kind",
    "Piece",
    "Placement",
    "describe",
    "locate",
]
