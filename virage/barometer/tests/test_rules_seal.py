"""The seal of an edition: the tree of RFC 6962, and a seal that any change breaks."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.seal import answer_leaf, merkle_root, seal, tree_head
from virage.barometer.tests.made_up import ONE, answers, drawn_answers
from virage.contracts.indicators import Answer
from virage.contracts.text import Text
from virage.lib.canonical import NotCanonical, canonical

pytestmark = pytest.mark.once


PUBLISHED_LEAVES = [
    bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
] + [bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
PUBLISHED_HEADS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", PUBLISHED_HEADS)
def test_the_tree_gives_the_heads_published_for_certificate_transparency(size: int) -> None:
    assert tree_head(PUBLISHED_LEAVES[:size]).hex() == PUBLISHED_HEADS[size]


def head_as_the_rfc_writes_it(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    sides = [head_as_the_rfc_writes_it(half) for half in (leaves[:split], leaves[split:])]
    return hashlib.sha256(b"\x01" + sides[0] + sides[1]).digest()


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=70))
def test_the_tree_is_the_recursive_one_of_the_rfc(leaves: list[bytes]) -> None:
    assert tree_head(leaves) == head_as_the_rfc_writes_it(leaves)


def leaves(found: list[Answer]) -> list[dict[str, Any]]:
    return [answer_leaf("made.up", 1, one) for one in found]


@given(drawn_answers())
def test_the_order_of_answers_is_irrelevant_to_the_root(found: list[Answer]) -> None:
    assert merkle_root(leaves(found)) == merkle_root(leaves(found[::-1]))


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "s0b"},
        {"name": Text("Autre", "Service")},
        {"name": Text("Service", "Other")},
        {"organisation": "b2"},
        {"value": "no"},
        {"reason": "other"},
        {"weight": 1},
        {"part": 1},
        {"whole": 1},
        {"source": "counted"},
        {"evidence": "services.batch:1#2"},
        {"flags": ("odd",)},
        {"succeeds": ("old",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_each_field_of_an_answer_is_sealed(change: dict[str, Any]) -> None:
    others = answers("-yn")
    before = merkle_root(leaves([ONE, *others]))
    assert merkle_root(leaves([replace(ONE, **change), *others])) != before


def test_a_count_too_large_for_json_is_sealed_as_a_string() -> None:
    leaf = answer_leaf("made.up", 1, replace(ONE, weight=2**53))
    assert leaf["weight"] == "9007199254740992"
    assert canonical(leaf)


PARTS: dict[str, Any] = {
    "previous": None,
    "root": "ab",
    "figures": {"yes": 1},
    "definitions": {"made.up": 1},
    "cut": {"sequence": 12},
}


def test_the_same_edition_has_the_same_seal_for_ever() -> None:
    text = b'["virage/edition/1",null,"ab",{"yes":1},{"made.up":1},{"sequence":12}]'
    assert seal(**PARTS) == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize("part", PARTS)
def test_any_part_of_an_edition_changes_its_seal(part: str) -> None:
    assert seal(**{**PARTS, part: "other"}) != seal(**PARTS)


def test_a_float_cannot_be_sealed() -> None:
    with pytest.raises(NotCanonical):
        seal(**{**PARTS, "figures": {"share": 0.3077}})
