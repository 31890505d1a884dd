"""A source has one key."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]

REFERENCES = "a1:\n  title: One\n  doi: 10.1/A\n  pmid: '7'\nb2:\n  title: Two\n  {}\n"


@pytest.mark.parametrize("field", ["doi: https://doi.org/10.1/a", "pmid: '7'"])
def test_a_source_with_two_keys_is_told_at_the_second(told: Told, field: str):
    (found,) = told("Text.[@a1; @b2]", files={"references.yaml": REFERENCES.format(field)})
    assert found.startswith("references.yaml:5: “b2” has the ")


@pytest.mark.parametrize("field", ["doi: 10.1/b", "pmid: ''"])
def test_two_sources_are_left_alone(told: Told, field: str):
    assert told("Text.[@a1; @b2]", files={"references.yaml": REFERENCES.format(field)}) == []
