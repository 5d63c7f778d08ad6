"""Writes SVG elements: attributes escaped, numbers short, no style anywhere."""

from html import escape


def number(value: float) -> str:
    """At most two decimals, no trailing zero: 30.770 gives "30.77", 12.0 gives "12"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def along(share: float) -> str:
    """A place along the chart: 0.3077 gives "30.77%"."""
    return f"{number(share * 100)}%"


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """One element. `class_` is written class, and `_` in a name `-`; the content is already SVG."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _attribute(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def text(words: str, /, **attributes: str | float) -> str:
    """Words on a chart, escaped."""
    return element("text", escape(words), **attributes)


def at(x: str, content: str) -> str:
    """`content` drawn in pixels around a place given as a percentage."""
    return element("svg", content, x=x, overflow="visible", class_="c-at")


def drawing(key: str, height: float, title: str, description: str, content: str, kind: str) -> str:
    """The whole chart: as wide as its place, `height` pixels high, named and described for all."""
    named = f"{key}-t {key}-d" if description else f"{key}-t"
    head = element("title", escape(title), id=f"{key}-t")
    if description:
        head += element("desc", escape(description), id=f"{key}-d")
    return element(
        "svg",
        head + content,
        class_=f"chart {kind}",
        role="img",
        aria_labelledby=named,
        width="100%",
        height=height,
    )


def hatch(key: str) -> str:
    """The hatch of the unknown, once per chart; it is filled in with `url(#key-h)`."""
    lines = element("path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", class_="c-hatch")
    pattern = element(
        "pattern", lines, id=f"{key}-h", width=6, height=6, patternUnits="userSpaceOnUse"
    )
    return element("defs", pattern)
