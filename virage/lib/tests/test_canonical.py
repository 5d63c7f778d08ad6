"""Canonical JSON is the same as the reference library's, and refuses what cannot be sealed."""

import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from virage.lib.canonical import LARGEST_INTEGER, NotCanonical, canonical

pytestmark = pytest.mark.once


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
    | st.text(st.characters(codec="utf-8").filter(str.isprintable)),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(alphabet="abcdefgh_0123456789", min_size=1), inner)
    ),
    max_leaves=20,
)


@given(plain)
def test_it_is_the_reference_librarys_form_once_in_nfc(value: object) -> None:
    once = canonical(value)
    assert once == rfc8785.dumps(_nfc(value))  # type: ignore[arg-type]


def _nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_nfc(one) for one in value]
    if isinstance(value, dict):
        return {key: _nfc(one) for key, one in value.items()}
    return value


def test_control_characters_are_escaped_as_the_standard_says() -> None:
    assert canonical('\u0001\b\n\u007f"\\') == rfc8785.dumps('\u0001\b\n\u007f"\\')


def test_two_ways_to_write_an_accent_have_one_form() -> None:
    assert canonical("e\u0301") == canonical("\u00e9")


@pytest.mark.parametrize("value", [0.5, LARGEST_INTEGER + 1, {"é": 1}, {1: 1}, object(), b"x"])
def test_what_cannot_be_sealed_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"here": value})
