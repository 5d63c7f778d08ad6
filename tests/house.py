"""The code base as data: packages, modules and their syntax, layers, documents."""

import ast
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Module:
    """A Python file of the project. `name` is dotted ("virage.audit.actions")."""

    name: str
    path: Path

    @functools.cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def lines(self) -> int:
        """How long it is."""
        return len(self.path.read_text(encoding="utf-8").splitlines())

    @property
    def package(self) -> str:
        """The capability it belongs to ("audit"); "" for the root."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def kind(self) -> str:
        """The kind of file ("actions", "tests", "migrations"); "" for a package's own page."""
        parts = self.name.split(".")
        return parts[2] if len(parts) > 2 else ""


def _name_of(path: Path) -> str:
    parts = path.relative_to(HOME).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def modules(root: str = "virage") -> tuple[Module, ...]:
    """Every Python file under `root`, migrations too, by path."""
    return tuple(Module(_name_of(path), path) for path in sorted((HOME / root).rglob("*.py")))


def product() -> Iterator[Module]:
    """The modules that run in production: neither tests nor migrations."""
    for module in modules():
        if "tests" not in module.name.split(".") and "migrations" not in module.name.split("."):
            yield module


@functools.cache
def packages() -> tuple[str, ...]:
    """The names of the packages of the project."""
    return tuple(sorted(path.parent.name for path in (HOME / "virage").glob("*/__init__.py")))


@functools.cache
def layers() -> tuple[frozenset[str], ...]:
    """The layers that import-linter checks, from the highest to the lowest."""
    with (HOME / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return tuple(frozenset(name.strip() for name in line.split("|")) for line in lines)


def height(package: str) -> int:
    """How high a package stands: 0 is the lowest layer."""
    for depth, layer in enumerate(reversed(layers())):
        if package in layer:
            return depth
    raise LookupError(f"{package} is in no layer of pyproject.toml")


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The modules that a tree imports at run time: line and dotted name, of `from a import b` both
    "a" and "a.b". Imports for the type checker alone are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for other in node.orelse:
                yield from imports(other)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        else:
            yield from imports(node)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a tree, methods and inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def where(module: Module, line: int = 1) -> str:
    """How a finding is told: path and line."""
    return f"{module.path.relative_to(HOME)}:{line}"
