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
# The places that may read the clock or draw a secret; everything below receives them.
EDGES = {
    "admin",
    "adapters",
    "api",
    "api_auth",
    "context",
    "management",
    "middleware",
    "seeds",
    "site",
    "tasks",
    "views",
}
# The two modules that hold them; calls to these are what the edges may do.
SOURCES = {"virage.lib.clock", "virage.lib.tokens"}
CHANCE_AND_TIME = {
    "virage.lib.clock.now",
    "virage.lib.tokens.new_token",
    "uuid.uuid1",
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
# Who acts is not always given as `by`: what proves it may be.
PROVED_OTHERWISE = {
    "virage.identity.actions.use_link": "the secret of the link says who",
    "virage.identity.actions.set_password": "one sets one's own, as `person`",
    "virage.identity.actions.record_factors": "one changes one's own, as `person`",
    "virage.audit.actions.record": "the journal knows no person: an actor's reference",
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


def _outside_annotations(tree: ast.Module) -> set[str]:
    """The names that a module uses for anything but saying a type."""
    said: set[int] = set()
    for node in ast.walk(tree):
        notes: list[ast.expr | None] = []
        if isinstance(node, ast.arg | ast.AnnAssign):
            notes = [node.annotation]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            notes = [node.returns]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"isinstance", "cast"}:
            notes = list(node.args)
        said |= {id(inner) for note in notes if note is not None for inner in ast.walk(note)}
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in said)
    return {name.id for name in names}


def _foreign_models(module: house.Module) -> Iterator[str]:
    used = _outside_annotations(module.tree)
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.ImportFrom) and node.module):
            continue
        for alias in node.names:
            parts = f"{node.module}.{alias.name}".split(".")
            foreign = (
                parts[0] == "virage" and parts[1] != module.package and parts[2:3] == ["models"]
            )
            if foreign and (alias.asname or alias.name) in used:
                yield f"{house.where(module, node.lineno)} uses {'.'.join(parts)}"


def test_only_models_use_the_models_of_others() -> None:
    """Elsewhere another package's model may be named as a type, and nothing else."""
    foreign = [
        finding
        for module in house.product()
        if module.kind != "models"
        for finding in _foreign_models(module)
    ]
    assert not foreign, "ask that package's queries or actions: " + "; ".join(foreign)


def _journals(function: ast.FunctionDef) -> bool:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(ast.unparse(call) in {"audit.record", "record", "actions.record"} for call in calls)


def test_actions_are_told_who_and_when() -> None:
    """What leaves a line in the journal is given `by` and `at` by name: it finds out nothing itself."""
    wrong, seen = [], 0
    for module in house.product():
        if module.kind != "actions":
            continue
        for action in module.tree.body:
            if not isinstance(action, ast.FunctionDef) or action.name.startswith("_"):
                continue
            full_name = f"{module.name}.{action.name}"
            if not _journals(action) and full_name not in PROVED_OTHERWISE:
                continue
            seen += 1
            by_name = {argument.arg for argument in action.args.kwonlyargs}
            needed = {"at"} if full_name in PROVED_OTHERWISE else {"by", "at"}
            if action.args.args or not needed <= by_name:
                wrong.append(f"{house.where(module, action.lineno)} {action.name}")
    assert seen
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
        if not EDGES & set(module.name.split(".")) and module.name not in SOURCES
        for line, name in _calls(module)
        if name in CHANCE_AND_TIME
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
