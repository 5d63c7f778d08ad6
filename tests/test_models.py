"""What must hold of every table: how it is tied to others, and what it may hold on people."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import (
    EmailField,
    Field,
    ForeignKey,
    GenericIPAddressField,
    ManyToManyField,
    Model,
)

from tests import house
from virage.contracts.personal_data import holdings

# Names of fields that hold something on a person, whatever their type.
PERSONAL_NAMES = {
    "address",
    "birth_date",
    "email",
    "family_name",
    "full_name",
    "given_name",
    "ip_address",
    "phone",
    "telephone",
    "user_agent",
}


def _ours() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("virage."):
            yield model


def _package(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def _links(model: type[Model]) -> "Iterator[ForeignKey[Model] | ManyToManyField[Model, Model]]":
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if isinstance(field, ForeignKey | ManyToManyField):
            yield field


def test_a_link_to_another_package_points_down_and_leaves_no_trace_there() -> None:
    wrong = []
    for model in _ours():
        for field in _links(model):
            target = field.related_model
            if not isinstance(target, type) or not target.__module__.startswith("virage."):
                continue
            if _package(target) == _package(model):
                continue
            if house.height(_package(target)) >= house.height(_package(model)):
                wrong.append(f"{model.__name__}.{field.name} points up to {target.__name__}")
            if not field.remote_field.hidden:
                wrong.append(f'{model.__name__}.{field.name} lacks related_name="+"')
    assert not wrong, "; ".join(wrong)


def _is_personal(field: "Field[object, object]") -> bool:
    to_a_person = isinstance(field, ForeignKey) and field.related_model is get_user_model()
    return (
        to_a_person
        or isinstance(field, EmailField | GenericIPAddressField)
        or field.name in PERSONAL_NAMES
    )


def test_nothing_personal_is_held_without_saying_why_and_for_how_long() -> None:
    missing = []
    for model in apps.get_models():
        personal = sorted(field.name for field in model._meta.local_fields if _is_personal(field))
        label = model._meta.label
        if not personal:
            continue
        if label not in holdings:
            missing.append(f"{label} ({', '.join(personal)})")
        elif left_out := set(personal) - set(holdings.get(label).fields):
            missing.append(f"{label}: {', '.join(sorted(left_out))}")
    assert not missing, "declare in personal_data.py: " + "; ".join(missing)


def test_what_is_declared_as_personal_exists() -> None:
    unknown = []
    for holding in holdings:
        model = apps.get_model(holding.code)
        names = {field.name for field in model._meta.get_fields()}
        unknown += [f"{holding.code}.{name}" for name in holding.fields if name not in names]
    assert not unknown
