"""The house rules that no other tool checks, each tested once, over all of the code."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests import house

LONGEST_FILE = 400
NEVER_A_NAME = {"core", "common", "utils", "base", "helpers", "shared", "manager"}
# The framework itself looks for a backend's module under this name.
NAMED_BY_THE_FRAMEWORK = {"virage.lib.sqlite.base"}
HEAVY = {"duckdb", "openpyxl"}
# The places that may read the clock or draw a number; everything below receives them.
EDGES = {"views", "api", "tasks", "management", "admin", "site", "middleware", "adapters"}
CLOCKS = {
    "virage.lib.clock.now",
    "uuid.uuid1",
    "uuid.uuid4",
    "time.time",
    "secrets.token_urlsafe",
    "secrets.token_hex",
    "secrets.token_bytes",
    "secrets.choice",
    "random.random",
    "random.choice",
    "random.randint",
    "os.urandom",
}


def test_every_package_stands_in_one_layer() -> None:
    in_layers = [name for layer in house.layers() for name in layer]
    assert sorted(in_layers) == sorted(house.packages())


def test_every_module_says_what_it_is() -> None:
    silent = [
        house.where(module)
        for module in (*house.modules(), *house.modules("tests"), *house.modules("tools"))
        if not ast.get_docstring(module.tree)
        and "migrations" not in module.name
        and (module.tree.body or module.name.count(".") == 1)
    ]
    assert not silent, "these modules open without a sentence: " + ", ".join(silent)


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = [
        f"{house.where(module)} has {module.lines} lines"
        for root in ("virage", "tests", "tools")
        for module in house.modules(root)
        if module.lines > LONGEST_FILE and "migrations" not in module.name
    ]
    assert not long, f"beyond {LONGEST_FILE} lines a file becomes a folder: " + "; ".join(long)


def test_nothing_bears_a_name_that_says_nothing() -> None:
    empty = [
        house.where(module)
        for module in house.modules()
        if NEVER_A_NAME & set(module.name.split(".")) and module.name not in NAMED_BY_THE_FRAMEWORK
    ]
    assert not empty, "names that say nothing: " + ", ".join(empty)


def _late_imports(module: house.Module) -> Iterator[str]:
    for function in house.functions(module.tree):
        for line, name in house.imports(function):
            if name.split(".")[0] not in HEAVY:
                yield f"{house.where(module, line)} imports {name}"


def test_imports_stand_at_the_top() -> None:
    """An import inside a function hides a cycle, except of heavy libraries, loaded when used."""
    late = [
        finding
        for module in house.product()
        if module.kind != "apps"  # the framework calls ready() when models can be imported at last
        for finding in _late_imports(module)
    ]
    assert not late, "; ".join(late)


def test_only_models_import_the_models_of_others() -> None:
    foreign = []
    for module in house.product():
        for line, name in house.imports(module.tree):
            parts = name.split(".")
            is_models = parts[0] == "virage" and len(parts) >= 3 and parts[2] == "models"
            if is_models and parts[1] != module.package and module.kind != "models":
                foreign.append(f"{house.where(module, line)} imports {name}")
    assert not foreign, (
        "ask the package's queries or actions; for a type, import under TYPE_CHECKING: "
        + "; ".join(sorted(set(foreign)))
    )


def test_actions_are_told_who_and_when() -> None:
    """An action is given `by` and `at` by name: it never finds out by itself."""
    wrong = []
    for module in house.product():
        if module.kind != "actions":
            continue
        exported = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
        for action in exported:
            if action.name.startswith("_") or module.path.stem.startswith("_"):
                continue
            by_name = {argument.arg for argument in action.args.kwonlyargs}
            if action.args.args or not {"by", "at"} <= by_name:
                wrong.append(f"{house.where(module, action.lineno)} {action.name}")
    assert not wrong, "keyword-only, with `by` and `at`: " + "; ".join(wrong)


def _calls(module: house.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of what a module calls, as far as its imports tell."""
    known: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
        elif isinstance(node, ast.Import):
            known |= {alias.asname or alias.name: alias.name for alias in node.names}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            first, *rest = ast.unparse(node.func).split(".")
            yield node.lineno, ".".join([known.get(first, first), *rest])


def test_no_clock_and_no_chance_below_the_edges() -> None:
    """Views, tasks and commands read the clock once and pass it down: everything else can be rerun."""
    found = [
        f"{house.where(module, line)} calls {name}"
        for module in house.product()
        if not EDGES & set(module.name.split("."))
        for line, name in _calls(module)
        if name in CLOCKS
    ]
    assert not found, "; ".join(found)


def _is_empty_package_mark(module: house.Module) -> bool:
    return module.path.name == "__init__.py" and not module.tree.body


def test_a_package_opens_with_its_purpose_and_no_code() -> None:
    with_code = [
        house.where(module)
        for module in house.modules()
        if module.name.count(".") == 1
        and not _is_empty_package_mark(module)
        and any(not isinstance(node, ast.Expr) for node in module.tree.body)
    ]
    assert not with_code, "a package's own page holds its docstring only: " + ", ".join(with_code)


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "bin/build.txt", "bin/uv-bootstrap.txt"]
)
def test_the_locks_pin_everything_and_name_no_host(name: str) -> None:
    text = (house.HOME / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    requirements = re.findall(r"^([a-z0-9][\w.-]*(?:\[[\w,-]+\])?)(.*)$", text, re.MULTILINE)
    loose = [package for package, rest in requirements if not rest.startswith("==")]
    assert requirements
    assert not loose


def test_the_pins_of_the_runtime_are_those_that_are_tested() -> None:
    def pins(name: str) -> set[str]:
        text = (house.HOME / name).read_text(encoding="utf-8")
        return set(re.findall(r"^(\S+==\S+)", text, re.MULTILINE))

    developed = pins("requirements-dev.lock")
    assert pins("requirements.lock") <= developed
    assert {
        pin for pin in pins("bin/build.txt") if pin.startswith(("hatchling", "editables"))
    } <= developed
