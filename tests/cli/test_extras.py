"""Commands need no package that they do not use, and name the extra that has what they miss."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import nextwave
from tests.cli.without import ROOT, installed, plain

RULEBOOK = str(ROOT / "tests" / "good_rulebook")
REFORM = "title: More\nfigures:\n  grant.base: {2026-02-01: 160}\n"
SITUATION = '{"people": [{"id": "ana"}], "household": {"tenure": "owner"}}'
#: What needs the library alone.
CORE = (
    ["--version"],
    ["check", RULEBOOK],
    ["test", RULEBOOK],
    ["facts", RULEBOOK],
    ["assess", RULEBOOK, "situation.json", "--on", "2026-03-01"],
    ["assess", RULEBOOK, "situation.json", "--on", "2026-03-01", "--reform", "reform.yaml"],
    ["explain", RULEBOOK, "situation.json", "--on", "2026-03-01"],
    ["stubs", RULEBOOK],
    ["wording", "washington", "--language", "es"],
)
POPULATION = (
    ["population", "invent", RULEBOOK, "--households", "5", "--on", "2026-11-01", "--out", "homes"],
    ["population", "check", RULEBOOK, "homes"],
    ["population", "schema", RULEBOOK],
    ["simulate", RULEBOOK, "--population", "homes", "--out", "out"],
)
WEB = (
    ["serve", "--demo", "--port", "1"],
    ["migrate"],
    ["backup", "there"],
    ["restore", "there"],
    ["purge"],
    ["keys"],
    ["replay", "--all"],
    ["release"],
    ["account", "list"],
    ["token", "list"],
    ["wording", "pages", "--language", "es"],
)


def run(folder: Path, extras: list[str], *commands: list[str], **settings: str) -> list[tuple[int, str, str]]:
    """Each command's exit status, output and errors, with the packages of the core and some extras only."""
    (folder / "situation.json").write_text(SITUATION)
    (folder / "reform.yaml").write_text(REFORM)
    words = [sys.executable, "-m", "tests.cli.without", json.dumps(extras), json.dumps(commands)]
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin", "HOME": str(folder)} | settings
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return [tuple(one) for one in json.loads(done.stdout)]


def test_the_core_alone_answers_and_every_other_command_names_its_extra(tmp_path: Path) -> None:
    found = run(tmp_path, [], *CORE, *POPULATION, *WEB)
    for words, (status, told, said) in zip((*CORE, *POPULATION, *WEB), found, strict=True):
        if words in CORE:
            assert (words, status) == (words, 0), said
            assert told
            continue
        extra = "population" if words in POPULATION else "web"
        assert (words, status) == (words, 2), said
        assert f"pip install 'nextwave[{extra}]'" in said
        assert "which is not installed" in said
        assert "Traceback" not in said


def test_with_the_extra_for_populations_reforms_run_and_the_service_names_its_own(tmp_path: Path) -> None:
    found = run(tmp_path, ["population"], *POPULATION, ["serve", "--demo", "--port", "1"])
    for words, (status, _, said) in zip(POPULATION, found[:-1], strict=True):
        assert (words, status) == (words, 0), said
    assert found[-1][0] == 2
    assert "pip install 'nextwave[web]'" in found[-1][2]


def test_what_misses_an_extra_is_data_where_data_is_asked_for(tmp_path: Path) -> None:
    [(status, told, _)] = run(tmp_path, [], ["simulate", RULEBOOK, "--population", "homes", "--json"])
    assert status == 2
    assert json.loads(told)["problems"][0]["remedy"] == "pip install 'nextwave[population]'"


def test_a_database_of_postgresql_names_its_extra(tmp_path: Path) -> None:
    address = "postgresql://someone:secret@127.0.0.1/nowhere"
    [(status, _, said)] = run(tmp_path, ["web"], ["migrate"], NEXTWAVE_DATABASE=address, NEXTWAVE_DATA=str(tmp_path))
    assert status == 2, said
    assert "pip install 'nextwave[web,postgresql]'" in said
    assert "secret" not in said


def test_no_wheel_is_built_without_the_front_end_files(tmp_path: Path) -> None:
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    asked = "import hatch_build; hatch_build.refuse_incomplete(hatch_build.Path('.'), {!r})"
    status, said = _python(tmp_path, asked.format("standard"))
    assert status == 1
    assert "run setup/front_end.sh" in said
    assert _python(tmp_path, asked.format("editable")) == (0, "")
    for name in ("nextwave.css", "govuk-frontend.min.js"):
        path = tmp_path / "src/nextwave/web/static/vendor" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("…")
    assert _python(tmp_path, asked.format("standard")) == (0, "")


def _python(folder: Path, source: str) -> tuple[int, str]:
    """What a program comes to, and what it says; where hatchling is not installed, with its interface alone."""
    before = "import sys, types; sys.modules.setdefault('hatchling.builders.hooks.plugin.interface', types.SimpleNamespace(BuildHookInterface=object)); "
    done = subprocess.run(
        [sys.executable, "-c", before + source], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stderr


def test_python_runs_the_command_and_says_its_version(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "nextwave", "--version"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == f"nextwave {nextwave.__version__}\n"


def test_five_lines_of_a_notebook_load_a_rulebook_and_assess_a_household() -> None:
    book = nextwave.load(RULEBOOK)
    answer = nextwave.assess(book, json.loads(SITUATION), on="2026-03-01")
    assert answer["programmes"]["grant"]["results"][0]["status"] == "open"
    assert "Riverton grant" in nextwave.explain(book, json.loads(SITUATION), on="2026-03-01")[0]
    assert answer == nextwave.assess(RULEBOOK, json.loads(SITUATION), on="2026-03-01")
    assert (Path(nextwave.__file__).parent / "py.typed").is_file()


def imported(path: Path) -> set[str]:
    """The packages that a file imports, by the first part of their names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"nextwave", "__future__"}


@pytest.mark.parametrize(
    ("rooms", "extras"),
    [
        (("rulebook", "gate", "engine", "screening", "openness"), []),
        (("population",), ["population"]),
        (("casework", "reforms", "web", "demo"), ["web", "postgresql"]),
    ],
)
def test_every_package_that_a_room_imports_is_in_the_core_or_its_extra(
    rooms: tuple[str, ...], extras: list[str]
) -> None:
    there, named = installed(extras), packages_distributions()
    for room in rooms:
        for path in (ROOT / "src" / "nextwave" / room).rglob("*.py"):
            for root in imported(path):
                assert {plain(n) for n in named.get(root, [root])} & there, f"{path}: {root}"
