from hypothesis import given
from hypothesis import strategies as st

from reader.library.compiled.records import (
    dump,
    load_manifest,
    load_mapping,
    load_meta,
    load_sources,
    load_strings,
    load_synonyms,
)
from reader.library.model import Manifest, Source, SynonymRule, TopicMeta


@given(st.from_type(Manifest))
def test_a_manifest_comes_back_as_it_was(manifest: Manifest):
    assert load_manifest(dump(manifest)) == manifest


@given(st.builds(TopicMeta, order=st.floats(allow_nan=False)))
def test_front_matter_comes_back_as_it_was(meta: TopicMeta):
    assert load_meta(dump(meta)) == meta


@given(st.lists(st.from_type(Source)))
def test_sources_come_back_as_they_were(sources: list[Source]):
    assert load_sources(dump(sources)) == tuple(sources)


@given(st.lists(st.from_type(SynonymRule)))
def test_synonym_rules_come_back_as_they_were(rules: list[SynonymRule]):
    assert load_synonyms(dump(rules)) == tuple(rules)


@given(st.lists(st.text()), st.dictionaries(st.text(), st.text()))
def test_words_come_back_as_they_were(strings: list[str], mapping: dict[str, str]):
    assert load_strings(dump(strings)) == tuple(strings)
    assert load_mapping(dump(mapping)) == mapping
