"""What people fill in: a row of a draft, a review, a milestone that is reached, a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.contracts.indicators import Unit, indicators
from virage.plans import workbook
from virage.plans.queries import MilestoneRead
from virage.plans.rules import form, refusals
from virage.plans.rules.cells import Problem, split_units
from virage.plans.rules.fields import Field, Section
from virage.ui.context import said
from virage.ui.forms import day_field

MOST_BOXES = 60


class RowForm(forms.Form):
    """A row of a draft: what is typed is kept whatever it is, and what is wrong is told beside it."""

    def __init__(
        self,
        *args: Any,
        section: Section,
        measures: Sequence[tuple[str, str]] = (),
        units: Sequence[Unit] = (),
        cells: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self._boxes = False
        for one in section.fields:
            self.fields[one.name] = self._field(one, cells.get(one.name, ""), measures, units)

    def _field(
        self,
        one: Field,
        typed: str,
        measures: Sequence[tuple[str, str]],
        units: Sequence[Unit],
    ) -> forms.Field:
        about: dict[str, Any] = {
            "label": said(one.title),
            "help_text": said(one.help),
            "required": False,
            "strip": False,
        }
        choices = _choices(one, measures)
        if one.kind == "units" and units:
            self._boxes = True
            named = split_units(typed) if typed.strip() not in ("", form.ALL_UNITS) else ()
            listed = {unit.code for unit in units}
            return forms.MultipleChoiceField(
                label=about["label"],
                help_text=_("Cochez-les, ou cochez toutes celles de l’organisme."),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[
                    (form.ALL_UNITS, _("Toutes celles de l’organisme")),
                    *((unit.code, f"{said(unit.name)} ({unit.code})") for unit in units),
                    *((code, code) for code in named if code not in listed),
                ],
            )
        if choices is not None:
            if typed and typed not in dict(choices):
                choices.append((typed, typed))
            del about["strip"]
            return forms.ChoiceField(choices=[("", _("Choisissez")), *choices], **about)
        widget: forms.Widget = forms.TextInput()
        if one.kind in ("long", "units"):
            widget = forms.Textarea({"rows": 5 if one.kind == "long" else 4})
        elif one.kind == "day" and (not typed or _is_day(typed)):
            widget = forms.DateInput({"type": "date"})
        elif one.kind in ("money", "count"):
            widget = forms.TextInput({"inputmode": "decimal"})
        return forms.CharField(widget=widget, **about)

    def show(self, cells: Mapping[str, str], problems: Iterable[Problem]) -> None:
        """Show what was kept, with what is wrong in it."""
        data: dict[str, Any] = dict(cells)
        if self._boxes:
            data["units"] = _boxes_of(cells.get("units", ""))
        self.data = data
        self.is_bound = True
        self.full_clean()
        for one in problems:
            if one.field in self.fields:
                self.add_error(one.field, f"{said(one.message)} {said(one.advice)}")

    def typed(self, data: Any) -> dict[str, str]:
        """What the person typed, by field, whether it can be read or not."""
        found: dict[str, str] = {}
        for one in self.section.fields:
            if one.kind == "units" and self._boxes:
                ticked = data.getlist(one.name)
                found[one.name] = form.ALL_UNITS if form.ALL_UNITS in ticked else "\n".join(ticked)
            elif one.name in data:
                found[one.name] = data.get(one.name, "")
        return found


def _boxes_of(typed: str) -> list[str]:
    if typed.strip() == form.ALL_UNITS:
        return [form.ALL_UNITS]
    return list(split_units(typed)) if typed.strip() else []


def _is_day(typed: str) -> bool:
    try:
        forms.DateField().clean(typed)
    except forms.ValidationError:
        return False
    return len(typed) == len("2026-03-31")


def _choices(one: Field, measures: Sequence[tuple[str, str]]) -> list[tuple[str, str]] | None:
    if one.kind == "choice":
        return [(code, said(words)) for code, words in form.TIE_KINDS.items()]
    if one.kind == "measure":
        return list(measures)
    if one.kind == "target":
        named = {each.target: each for each in indicators if each.target}
        return [(number, f"{number} – {said(named[number].title)}") for number in sorted(named)]
    if one.kind == "indicator":
        return [(each.code, said(each.question)) for each in indicators]
    return None


class ReviewForm(forms.Form):
    """Ask for an amendment, or accept; who decides says what they read."""

    raison = forms.CharField(
        label=gettext_lazy("Ce qu’il faut modifier, et pourquoi"),
        help_text=gettext_lazy("500 caractères au plus. La demande paraît avec cette raison."),
        max_length=refusals.LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    jour = day_field(gettext_lazy("Modification due le"), required=False)
    lu = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReachForm(forms.Form):
    """A milestone of the body, the day it was reached, and where its evidence is."""

    jalon = forms.ChoiceField(label=gettext_lazy("Jalon"))
    atteint = day_field(gettext_lazy("Atteint le"))
    preuve = forms.CharField(
        label=gettext_lazy("Preuve"),
        help_text=gettext_lazy("L’adresse (https://…) où chacun peut la voir."),
        max_length=500,
    )

    def __init__(self, *args: Any, milestones: Sequence[MilestoneRead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["jalon"]).choices = [
            ("", _("Choisissez")),
            *((one.code, f"{said(one.name)} ({one.code})") for one in milestones),
        ]


class WorkbookForm(forms.Form):
    """The spreadsheet of a plan."""

    classeur = forms.FileField(
        label=gettext_lazy("Classeur rempli"),
        help_text=gettext_lazy("Le classeur XLSX donné ici, d’au plus 5 Mo."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def clean_classeur(self) -> Any:
        """Not larger than a plan can be."""
        given = self.cleaned_data["classeur"]
        if given.size > workbook.LARGEST_FILE:
            raise forms.ValidationError(
                _(
                    "Ce fichier dépasse 5 Mo : ce n’est pas un plan. Rien n’a été pris ; repartez du classeur donné ici."
                )
            )
        return given
