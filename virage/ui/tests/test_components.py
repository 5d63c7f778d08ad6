"""Components say what they should, to those who see the page and to those who hear it."""

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from virage.ui.components import Difference, Facet, Step, heading


def draw(text: str, address: str = "/liste/", **context: Any) -> str:
    """A piece of template as the page at `address` would show it, in French."""
    with translation.override("fr"):
        template = engines["django"].from_string("{% load ui figures %}" + text)
        return template.render(context, RequestFactory().get(address))


class Form(forms.Form):
    """A field with a hint, and one that may be left empty."""

    name = forms.CharField(label="Nom", help_text="Comme sur le permis.")
    note = forms.CharField(label="Remarque", required=False)


def test_a_badge_always_has_a_shape_and_a_word() -> None:
    drawn = draw('{% badge "undetermined" "Indéterminée" %}')
    assert "<svg" in drawn
    assert "Indéterminée" in drawn
    with pytest.raises(KeyError):
        draw('{% badge "almost" "Presque" %}')


def test_a_notice_keeps_markup_of_the_page_and_escapes_words_given_to_it() -> None:
    drawn = draw(
        "{% notice title=title %}<p>{{ said }}</p>{% endnotice %}", title="<i>", said="<b>"
    )
    assert "<p>&lt;b&gt;</p>" in drawn
    assert "&lt;i&gt;" in drawn


def test_an_error_is_announced_and_information_is_not() -> None:
    assert 'role="alert"' in draw('{% notice tone="error" %}x{% endnotice %}')
    assert 'role="alert"' not in draw("{% notice %}x{% endnotice %}")


def test_a_wrong_field_is_tied_to_its_hint_and_its_error() -> None:
    form = Form({"name": ""})
    drawn = draw("{% field form.name %}{% error_summary form %}", form=form)
    assert 'aria-describedby="id_name-hint id_name-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'href="#id_name"' in drawn
    assert "Une réponse est à revoir. Le reste est gardé." in drawn


def test_what_may_be_left_empty_says_so_and_what_may_not_does_not() -> None:
    form = Form()
    assert "(facultatif)" in draw("{% field form.note %}", form=form)
    assert "(facultatif)" not in draw("{% field form.name %}", form=form)
    assert draw("{% error_summary form %}", form=form).strip() == ""


def test_the_pager_keeps_what_the_address_already_says() -> None:
    page = Paginator(range(500), 50).get_page(3)
    drawn = draw("{% pager page %}", "/liste/?reponse=non&page=3", page=page)
    assert 'href="?reponse=non&amp;page=4" rel="next"' in drawn
    assert 'href="?reponse=non&amp;page=3" aria-current="page"' in drawn


def test_a_single_page_has_no_pager() -> None:
    assert draw("{% pager page %}", page=Paginator([1], 50).get_page(1)).strip() == ""


def test_a_column_sorts_by_a_link_and_says_how_it_is_sorted() -> None:
    drawn = draw('{% column "Oui" key="oui" numeric=True %}', "/liste/?tri=-oui&page=4")
    assert 'aria-sort="descending"' in drawn
    assert 'href="?tri=oui"' in drawn
    assert "aria-sort" not in draw('{% column "Non" key="non" %}', "/liste/?tri=-oui")


def test_numbers_are_sorted_from_the_largest_at_the_first_click() -> None:
    def address(order: str) -> str:
        return order

    assert heading("Oui", "oui", "", address, numeric=True).url == "-oui"
    assert heading("Nom", "nom", "", address, numeric=False).url == "nom"
    assert heading("Nom", "nom", "nom", address, numeric=False).url == "-nom"
    assert heading("Preuve", "", "nom", address, numeric=False).url == ""


def test_a_breadcrumb_ends_where_one_is() -> None:
    drawn = draw('{% breadcrumb "Baromètre" "/barometre/" "Cible 5.1" %}')
    assert '<li aria-current="page">Cible 5.1</li>' in drawn
    with pytest.raises(Exception, match="ends with words"):
        draw('{% breadcrumb "Baromètre" "/barometre/" %}')


def test_facets_show_how_many_remain_and_which_is_chosen() -> None:
    facets = [Facet("Tous", 1464, "?", current=True), Facet("Oui", 212, "?reponse=oui")]
    drawn = draw('{% facets facets "Filtrer" %}', facets=facets)
    assert "1\u202f464" in drawn
    assert drawn.count('aria-current="true"') == 1


def test_the_current_step_is_told() -> None:
    steps = [Step("Choisir", "done", "/"), Step("Revoir", "current"), Step("Accepter", "ahead")]
    drawn = draw('{% steps steps "Étapes" %}', steps=steps)
    assert drawn.count('aria-current="step"') == 1
    assert "(terminé)" in drawn


def test_a_comparison_marks_what_changed_by_a_word() -> None:
    lines = [Difference("En ligne", "1", "2"), Difference("Téléphone", "3", "3")]
    drawn = draw('{% comparison lines "Ce qui change" "Avant" "Après" %}', lines=lines)
    assert drawn.count("changé") == 1
    assert drawn.count("<ins>") == 1


def test_an_absent_figure_is_a_dash_and_never_a_zero() -> None:
    assert draw("{{ nothing|percent }} {{ nothing|integer }}", nothing=None) == "– –"
    assert draw("{{ zero|integer }}", zero=0) == "0"


def test_a_drawn_chart_is_not_escaped_and_its_words_are() -> None:
    drawn = draw('{% body_track key="b" title=name lower=0.1 upper=0.2 %}', name="<Régie>")
    assert drawn.startswith("<svg")
    assert "&lt;Régie&gt;" in drawn
