"""Layers that overlap are cut into pieces that don't, and nothing is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.desktop.page.layers import Layer, Piece, cut

LAYERS = st.lists(
    st.builds(Layer, st.integers(0, 30), st.integers(0, 30), st.sampled_from(["amber", "green", "blue", "rose"])), max_size=8
)


def test_the_later_layer_lies_on_top():
    assert cut([Layer(0, 6, "amber"), Layer(4, 9, "blue")]) == [
        Piece(0, 4, ("amber",)),
        Piece(4, 6, ("amber", "blue")),
        Piece(6, 9, ("blue",)),
    ]


@given(LAYERS)
def test_pieces_follow_each_other(layers: list[Layer]):
    pieces = cut(layers)
    assert all(piece.start < piece.end for piece in pieces)
    assert all(one.end <= two.start for one, two in pairwise(pieces))


@given(LAYERS)
def test_each_point_has_the_colours_that_lie_there(layers: list[Layer]):
    pieces = cut(layers)
    for point in range(31):
        expected = {layer.colour for layer in layers if layer.start <= point < layer.end}
        found = {colour for piece in pieces if piece.start <= point < piece.end for colour in piece.colours}
        assert found == expected
