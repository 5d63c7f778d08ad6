"""The components, as tags: `{% load ui %}`, then a tag per component; the gallery shows each in use.

A component with words inside is a block (`{% notice %}…{% endnotice %}`); the others take everything as
arguments. What a view hands over in lists has a shape in `virage.ui.components`.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from virage.ui import charts, components, icons

register = template.Library()

TONES = {
    "info": "info",
    "success": "check",
    "warning": "warning",
    "error": "cross",
    "debug": "info",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn sign (virage.ui.icons.SHAPES); put a word beside it."""
    return icons.icon(name)


@register.simple_tag
def mark() -> SafeString:
    """The mark of the product."""
    return icons.mark()


@register.simple_tag
def badge(state: str, label: str) -> SafeString:
    """A state, by shape and word: `{% badge "undetermined" _("Indéterminée") %}`."""
    shape, tone = icons.STATES[state]
    return format_html(
        '<span class="badge badge-{}">{}<span>{}</span></span>', tone, icons.icon(shape), label
    )


@register.simple_tag
def tag(label: str) -> SafeString:
    """A short word about a thing: `{% tag "déclaré" %}`."""
    return format_html('<span class="tag">{}</span>', label)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> str:
    """Something to know before going on; `tone` is info, success, warning or error."""
    return render_to_string(
        "ui/components/notice.html",
        {"content": content, "tone": tone, "shape": TONES[tone], "title": title},
    )


@register.simple_block_tag
def card(content: str, title: str, url: str = "", level: int = 2) -> str:
    """A thing among others, whose title is the link: `{% card title=… url=… %}words{% endcard %}`."""
    return render_to_string(
        "ui/components/card.html", {"content": content, "title": title, "url": url, "level": level}
    )


@register.inclusion_tag("ui/components/key_figure.html")
def key_figure(label: str, value: str, detail: str = "", url: str = "") -> dict[str, Any]:
    """A figure with its name, inside `<dl class="figures">`."""
    return {"label": label, "value": value, "detail": detail, "url": url}


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """The way here: `{% breadcrumb "Baromètre" url "Cible 5.1" %}`; the last is this page, no address."""
    if len(parts) % 2 == 0:
        raise template.TemplateSyntaxError(
            "breadcrumb takes words and addresses, and ends with words"
        )
    links = [(parts[at], parts[at + 1]) for at in range(0, len(parts) - 1, 2)]
    return {"links": links, "here": parts[-1]}


@register.inclusion_tag("ui/components/downloads.html")
def downloads(
    csv: str = "", json: str = "", archive: str = "", document: str = ""
) -> dict[str, Any]:
    """The same data to take away, from the same record."""
    return {"csv": csv, "json": json, "archive": archive, "document": document}


@register.inclusion_tag("ui/components/facets.html")
def facets(items: Sequence[components.Facet], label: str, key: str = "") -> dict[str, Any]:
    """Ways to narrow a list (components.Facet); `label` says what they choose among.

    With a `key`, its own in the page, the focus is found again when htmx replaces the list.
    """
    return {"items": items, "label": label, "key": key}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(
    context: template.Context, page: Page[Any], parameter: str = "page", anchor: str = ""
) -> dict[str, Any]:
    """The pages of a list that begins at `anchor`; the other words of the address are kept.

    Each link has an id, and the way back or on stays where it is when it leads nowhere: the focus is
    then found again when htmx replaces the list.
    """
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}{anchor and '#'}{anchor}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "key": f"{anchor}-{parameter}" if anchor else parameter,
        "numbers": [(one, address(one) if isinstance(one, int) else "") for one in numbers],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
    }


@register.simple_block_tag
def table(content: str, caption: str, key: str, quiet_caption: bool = False) -> str:
    """A table that scrolls by itself when narrow; `key` is its own in the page, the content its rows."""
    return render_to_string(
        "ui/components/table.html",
        {"content": content, "caption": caption, "key": key, "quiet": quiet_caption},
    )


@register.inclusion_tag("ui/components/column.html", takes_context=True)
def column(
    context: template.Context,
    label: str,
    key: str = "",
    numeric: bool = False,
    kind: str = "",
    default: str = "",
    parameter: str = "tri",
    anchor: str = "",
) -> dict[str, Any]:
    """A heading; with a `key` it sorts by a link (`?tri=key`, `?tri=-key`).

    `default` is the order of the list, `anchor` where it begins in the page; `kind` is "track-cell" above aligned tracks.
    """
    request: HttpRequest = context["request"]

    def address(order: str) -> str:
        query = request.GET.copy()
        query[parameter] = order
        query.pop("page", None)
        return f"?{query.urlencode()}{anchor and '#'}{anchor}"

    wanted = request.GET.get(parameter, default)
    return {
        "heading": components.heading(label, key, wanted, address, numeric=numeric),
        "kind": kind,
        "key": f"{anchor}-{key}" if anchor else key,
    }


@register.simple_tag
def empty_row(columns: int, words: str) -> SafeString:
    """The row of a table that has none: it says why, or what to do."""
    return format_html('<tr class="empty"><td colspan="{}">{}</td></tr>', columns, words)


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, optional: bool = True) -> dict[str, Any]:
    """A form field with its label, hint and error, tied together for a screen reader."""
    described = [f"{bound.auto_id}-hint"] * bool(bound.help_text)
    described += [f"{bound.auto_id}-error"] * bool(bound.errors)
    attributes: dict[str, str | bool] = {"class": "input"}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = bound.widget_type
    if kind in ("checkbox", "radioselect", "checkboxselectmultiple", "clearablefile", "file"):
        attributes["class"] = f"input-{kind}"
    grouped = kind in ("radioselect", "checkboxselectmultiple")
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attributes),
        "kind": kind,
        "grouped": grouped,
        "optional": optional and not bound.field.required and kind != "checkbox",
    }


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong in a form, each line leading to its field; nothing when nothing is."""
    lines = [
        (bound.label, error, bound.id_for_label or bound.auto_id)
        for bound in form
        for error in bound.errors
    ]
    general = form.non_field_errors()
    return {"lines": lines, "general": general, "wrong": len(lines) + len(general)}


@register.inclusion_tag("ui/components/steps.html")
def steps(items: Sequence[components.Step], label: str) -> dict[str, Any]:
    """Where one is in a procedure (components.Step)."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(items: Sequence[components.Happening]) -> dict[str, Any]:
    """What happened, dated, in the order given (components.Happening)."""
    return {"items": items}


@register.inclusion_tag("ui/components/comparison.html")
def comparison(
    items: Sequence[components.Difference], caption: str, before: str, after: str
) -> dict[str, Any]:
    """The same things before and after, side by side (components.Difference)."""
    return {"items": items, "caption": caption, "before": before, "after": after}


@register.simple_block_tag
def target(content: str, number: str, title: str, url: str, drawing: str, level: int = 3) -> str:
    """One target: its name, its track (`drawing`), its sentence (the content's first part) and verdict.

    The content is `<p class="sentence">…</p><div class="verdict">…</div>`.
    """
    return render_to_string(
        "ui/components/target.html",
        {
            "content": content,
            "number": number,
            "title": title,
            "url": url,
            "drawing": drawing,
            "level": level,
        },
    )


@register.simple_tag
def track(**values: Any) -> SafeString:
    """A target track (virage.ui.charts.target_track takes the same names)."""
    return _drawn(charts.target_track(**values))


@register.simple_tag
def body_track(**values: Any) -> SafeString:
    """A small track for a line of a table (virage.ui.charts.body_track)."""
    return _drawn(charts.body_track(**values))


@register.simple_tag
def trend(points: Sequence[charts.Point], **values: Any) -> SafeString:
    """The two lines of a trend (virage.ui.charts.trend)."""
    return _drawn(charts.trend(points, **values))


@register.simple_tag
def bridge(steps: Sequence[charts.Term], **values: Any) -> SafeString:
    """The way from one edition to the next (virage.ui.charts.bridge)."""
    return _drawn(charts.bridge(steps, **values))


@register.simple_tag
def spans(lines: Sequence[charts.Span], **values: Any) -> SafeString:
    """Lengths side by side (virage.ui.charts.spans)."""
    return _drawn(charts.spans(lines, **values))


@register.inclusion_tag("ui/components/legend.html")
def legend(units: str, weight: str = "", open_ends: bool = False) -> dict[str, Any]:
    """How to read the tracks; `units` are what is counted, `weight` what the weight is."""
    return {"units": units, "weight": weight, "open_ends": open_ends}


def _drawn(svg: str) -> SafeString:
    """A chart's text: `charts` escapes every word that it is given."""
    return mark_safe(svg)
