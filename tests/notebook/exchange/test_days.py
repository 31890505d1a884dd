"""People read the day on which they wrote; another notebook reads the moment."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from reader.home import Home
from reader.notebook.exchange.catalogue import Catalogue
from reader.notebook.exchange.exporting import Format, export
from reader.notebook.making import new_bookmark
from reader.notebook.notebook import Notebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a zone can't be chosen for one process there")


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("EAST-14", datetime(2026, 11, 22, 20, tzinfo=UTC), "23 Nov 2026"),
        ("WEST+11", datetime(2026, 11, 24, 5, tzinfo=UTC), "23 Nov 2026"),
    ],
)
def test_far_from_greenwich_a_page_tells_the_day_there_and_the_record_the_moment(
    live_in: Callable[[str], None], home: Home, zone: str, moment: datetime, day: str
):
    live_in(zone)
    nothing_known = Catalogue(lambda _pack, _topic: None)
    with Notebook.open(home).notebook as notebook:
        notebook.save(new_bookmark("clinic", "shock", edition="e" * 64, now=moment))
        markdown, page, record = (export(notebook, form, nothing_known, now=moment).text for form in Format)
    assert f"*{day}*" in markdown
    assert f"Written by Wardbook on {day}." in page
    assert f'<p class="facts" dir="auto">{day}' in page
    assert f"{moment:%Y-%m-%dT%H}:00:00" in record
