"""Front matter says all that a reader is shown, and its dates can be."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

Told = Callable[..., list[str]]

TODAY = datetime.now(tz=UTC).date()


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("title: Sentinel node\n", "title"),
        ("order: 10\n", "order"),
        ("summary: What to do with it.\n", "summary"),
        ("audience: clinician\n", "audience"),
        ("synonyms: [SLNB]\n", "synonyms"),
        ("evidence: high\n", "evidence"),
        ("authors: [Editors]\n", "authors"),
        ("review_due: 2027-11-20\n", "review_due"),
    ],
)
def test_what_is_missing_is_named(told: Told, line: str, key: str):
    found = told("Text.", swap={line: ""})
    assert f"front 1: The front matter lacks {key}. Add them at the top." in found


def test_what_is_empty_is_missing_too(told: Told):
    found = told("Text.", swap={"synonyms: [SLNB]": "synonyms: []", "summary: What to do with it.": "summary:"})
    assert found == ["front 1: The front matter lacks summary, synonyms. Add them at the top."]


def test_reviewers_may_be_missing_since_nobody_is_invented(told: Told):
    assert told("Text.", swap={"authors: [Editors]": "authors: [Editors]\nreviewers: []"}) == []


def test_a_review_after_today_cant_have_been(told: Told):
    tomorrow = TODAY + timedelta(days=2)  # of which it isn't today anywhere
    (found,) = told("Text.", swap={"length: free": f"length: free\nreviewed: {tomorrow}"})
    assert found.startswith(f"front 12: “reviewed: {tomorrow}” is after today.")


def test_a_review_before_today_can(told: Told):
    assert told("Text.", swap={"length: free": f"length: free\nreviewed: {TODAY - timedelta(days=2)}"}) == []


@pytest.mark.parametrize("due", ["2026-11-19", "2026-11-20"])
def test_a_topic_cant_be_due_when_it_is_released(told: Told, due: str):
    (found,) = told("Text.", swap={"2027-11-20": due})
    assert found.startswith(f"front 10: “review_due: {due}” isn't after the pack's release, 2026-11-20.")
