"""What several forms ask alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


def day_field(
    label: Any, help_text: Any = "", *, required: bool = True, **more: Any
) -> forms.DateField:
    """A day, chosen with what the browser offers; `more` are options of the framework's field."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **more,
    )


class DaysInOrder(forms.Form):
    """A form with a first day (`du`) and a last day (`au`), either of which may be left out."""

    def clean(self) -> dict[str, Any]:
        """The last day does not come before the first."""
        given = super().clean() or {}
        first, last = given.get("du"), given.get("au")
        if first and last and last < first:
            self.add_error(
                "au", _("Le dernier jour vient avant le premier. Corrigez l’un des deux.")
            )
        return given
