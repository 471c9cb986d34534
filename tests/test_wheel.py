"""What is installed: the wheel carries all that the packages read at run time, and no tests."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.samples import samples

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "cogs", "storage", "corpus")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from a copy of the tree, so that no earlier build leaks in."""
    copy = tmp_path_factory.mktemp("tree")
    for package in (*PACKAGES, "tests"):
        shutil.copytree(ROOT / package, copy / package, ignore=LEFT_OUT)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    wheels = tmp_path_factory.mktemp("wheels")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    command = [sys.executable, "-m", "pip", "wheel", *options, "-w", str(wheels), str(copy)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = wheels.glob("onrecord-*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_every_file_of_the_packages(contents: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - contents == set()


def test_samples_lexicons_and_migrations_are_among_them(contents: set[str]) -> None:
    assert {f"corpus/samples/{name}" for name, _ in samples()} <= contents
    assert any(name.startswith("corpus/extraction/lexicons/") for name in contents)
    assert any(name.startswith("storage/migrations/versions/") for name in contents)


def test_the_wheel_leaves_the_tests_out(contents: set[str]) -> None:
    tops = {name.split("/", maxsplit=1)[0] for name in contents}
    assert tops - set(PACKAGES) == {top for top in tops if top.endswith(".dist-info")}
