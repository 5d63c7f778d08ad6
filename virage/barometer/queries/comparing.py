"""The change from one edition to another, measured again where the definition changed between them."""

from typing import Any

from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.queries import editions, measuring
from virage.barometer.rules import compare as method
from virage.barometer.rules.errors import UnknownVersion
from virage.barometer.rules.sealed import basis_of, sums_of, target_of
from virage.contracts.indicators import Answer, Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry

Json = dict[str, Any]


def edition_json(one: Edition) -> Json:
    """How outputs name an edition."""
    return {
        "edition": one.slug,
        "label": one.label,
        "revision": one.revision,
        "public_id": str(one.public_id),
        "period": measuring.period_json(one.period),
        "cut": one.cut_sequence,
        "number": one.number,
        "seal": one.seal,
    }


def compare(a: Edition, b: Edition, *, registry: Registry[Indicator] = declared) -> Json:
    """The output of `compare`: each indicator of both, taken apart, and those in one only."""
    before = {one.code: one for one in editions.indicators_of(a)}
    after = {one.code: one for one in editions.indicators_of(b)}
    return {
        "from": edition_json(a),
        "to": edition_json(b),
        "indicators": [
            compare_indicator(before[code], after[code], a, b, registry=registry)
            for code in after
            if code in before
        ],
        "only_in_from": [code for code in before if code not in after],
        "only_in_to": [code for code in after if code not in before],
    }


def compare_indicator(
    before: EditionIndicator,
    after: EditionIndicator,
    a: Edition,
    b: Edition,
    *,
    registry: Registry[Indicator] = declared,
) -> Json:
    """The change of one figure from the edition `a` to the edition `b`.

    Under two versions, `a` is measured by the definition of `b` on its records as it knew them, and
    the reverse; a version that is gone breaks the bridge, and the result says so.
    """
    redefinition = None
    bases = (basis_of(before.definition), basis_of(after.definition))
    if before.version != after.version and "people" not in bases:
        redefinition = method.Redefinition(
            a_by_b=_again(before.code, after.version, a, registry),
            b_by_a=_again(before.code, before.version, b, registry),
        )
    target = after.headline["target"]
    threshold = target_of({**target, "target": target["code"]}).threshold if target else None
    return {
        "code": after.code,
        "version_from": before.version,
        "version_to": after.version,
        **method.compare(
            editions.answers_of(before),
            editions.answers_of(after),
            threshold=threshold,
            redefinition=redefinition,
            bases=bases,
            sums=(sums_of(before.definition), sums_of(after.definition)),
        ),
    }


def _again(
    code: str, version: int, edition: Edition, registry: Registry[Indicator]
) -> list[Answer] | None:
    """The records of an edition as it knew them, judged by another version; None if that is gone."""
    try:
        indicator, definition = measuring.definition_of(code, version, registry)
    except UnknownVersion:
        return None
    return measuring.answers(indicator, definition, edition.period, edition.cut_sequence)
