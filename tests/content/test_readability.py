"""Patient pages can be read by a child of eleven."""

import warnings
from collections.abc import Mapping

from reader.library.markup import RenderedTopic
from reader.library.model import Audience, Pack

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # newer setuptools say that pkg_resources will go
    import textstat

HARDEST = 6.5  # Flesch-Kincaid grade: the years of school that a reader needs
ENDS = (".", "!", "?", ":", ";", "”", '"')


def test_every_patient_page_is_plain(bundled: Pack, rendered: Mapping[str, RenderedTopic]):
    pages = [topic.id for topic in bundled.topics if topic.meta.audience is Audience.PATIENT]
    assert pages == ["pt-understanding", "pt-treatment"]
    grades = {page: textstat.flesch_kincaid_grade(_prose(rendered[page])) for page in pages}
    assert {page: grade for page, grade in grades.items() if grade > HARDEST} == {}


def test_what_clinicians_write_to_each_other_is_too_hard():
    hard = (
        "Adjuvant endocrine therapy substantially reduces contralateral recurrence in postmenopausal individuals with "
        "oestrogen-receptor-positive carcinoma, irrespective of nodal involvement."
    )
    assert textstat.flesch_kincaid_grade(hard) > HARDEST


def _prose(topic: RenderedTopic) -> str:
    """Return what is read in sentences: no headings, and of lists and tables only what ends like a sentence."""
    blocks = [block for section in topic.sections for block in section.text[section.heading_length :].split("\n")]
    return " ".join(block for block in blocks if block.endswith(ENDS))
