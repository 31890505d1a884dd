"""The commands about whether topics have helped: list, export, for those who write them."""

import argparse
import json
from collections.abc import Sequence

from reader.app import Wardbook
from reader.cli.leaving import write_if_agreed
from reader.cli.session import opened
from reader.errors import NotebookError
from reader.notebook.feedback import Feedback


def list_feedback(options: argparse.Namespace) -> int:
    """Print what the reader said of topics, the latest first."""
    with opened(options, with_notebook=True) as wardbook:
        answers = _answers(wardbook)
    print(_as_json(answers) if options.json else _as_text(answers), end="")
    return 0


def export(options: argparse.Namespace) -> int:
    """List what will leave, and write it to a file once that is agreed to."""
    with opened(options, with_notebook=True) as wardbook:
        answers = _answers(wardbook)
    count = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}"
    write_if_agreed(options, _as_json(answers) if options.json else _as_text(answers), count)
    return 0


def _answers(wardbook: Wardbook) -> list[Feedback]:
    if wardbook.notebook is None:
        raise NotebookError("The notebook can't be read, for the reason above.")
    return wardbook.notebook.feedback.all()


def _as_text(answers: Sequence[Feedback]) -> str:
    """Return a line for each answer, its fields parted by tabs."""
    lines = [
        "\t".join((f"{one.modified:%Y-%m-%d}", one.pack, one.topic, one.edition_label or one.edition[:12], _said(one), one.words))
        for one in answers
    ]
    return "".join(f"{line}\n" for line in lines)


def _as_json(answers: Sequence[Feedback]) -> str:
    """Return the answers without ids and without the names of those who gave them."""
    rows = [
        {
            "date": one.modified.date().isoformat(),
            "pack": one.pack,
            "topic": one.topic,
            "edition": one.edition,
            "edition_label": one.edition_label,
            "helpful": one.helpful,
            "words": one.words,
        }
        for one in answers
    ]
    return json.dumps({"feedback": rows}, ensure_ascii=False, indent=2) + "\n"


def _said(one: Feedback) -> str:
    return "helped" if one.helpful else "didn't help"
