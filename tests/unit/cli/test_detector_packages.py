"""A package that somebody else installs adds a detector, which every command then knows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DETECTOR = '''\
"""Words that our house does not use."""

from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import whole_output


def house_words(answer, parameters):
    """Each word of the house's list that the output holds."""
    return [whole_output(f"'{word}' is not our word") for word in parameters["words"] if word in answer.text]


WORDS = {"words": {"type": "array", "items": {"type": "string"}}}
DETECTOR = Detector("house_words", ALL_KINDS, house_words, WORDS, ("words",))
'''
ENTRY_POINTS = "[skyt.detectors]\nhouse_words = house_rules:DETECTOR\nlost = no_such_module:DETECTOR\n"
SET = """\
id: house
version: 1.0.0
title: House
description: House.
kinds: [text]
rules:
  - id: words
    name: Our words
    description: Our words.
    severity: required
    detector: house_words
    parameters: {words: [leverage]}
    examples: {good: [use it], bad: [leverage it]}
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder as an installer leaves it: the module, and its distribution's metadata."""
    metadata = tmp_path / "site" / "house_rules-1.0.dist-info"
    metadata.mkdir(parents=True)
    (tmp_path / "site" / "house_rules.py").write_text(DETECTOR, encoding="utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    (tmp_path / "set.yaml").write_text(SET, encoding="utf-8")
    return tmp_path


def skyt(folder: Path, *arguments: str, site: bool = True) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"PYTHONPATH": str(folder / "site")} if site else {})
    command = [str(Path(sys.executable).with_name("skyt")), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_a_set_may_name_the_detector_of_an_installed_package(installed: Path) -> None:
    assert "house_words" in skyt(installed, "restrictions", "list").stdout
    tested = skyt(installed, "restrictions", "test", "set.yaml")
    assert (tested.returncode, tested.stdout) == (0, "house 1.0.0: 2 of 2 examples as they should be\n")


def test_its_parameters_are_checked_like_those_of_shipped_detectors(installed: Path) -> None:
    (installed / "set.yaml").write_text(SET.replace("words: [leverage]", "words: leverage"), encoding="utf-8")
    checked = skyt(installed, "restrictions", "check", "set.yaml")
    assert (checked.returncode, checked.stdout) == (2, "")
    assert "set.yaml:12: $.rules[0].parameters.words: " in checked.stderr


def test_what_cannot_be_loaded_is_named_and_stops_nothing(installed: Path) -> None:
    listed = skyt(installed, "restrictions", "list")
    assert listed.returncode == 0
    assert "the detector 'lost' cannot be loaded: No module named 'no_such_module'" in listed.stderr


def test_without_the_package_the_rule_is_refused_by_name(installed: Path) -> None:
    checked = skyt(installed, "restrictions", "check", "set.yaml", site=False)
    assert checked.returncode == 2
    assert "set.yaml:11: $.rules[0].detector: there is no detector 'house_words'; known are " in checked.stderr


def test_it_decides_the_rules_of_a_replay(installed: Path) -> None:
    own = "id: say\nversion: 1.0.0\nkind: text\ntitle: Say\nprompt: Say it.\n"
    (installed / "contract.yaml").write_text(own, encoding="utf-8")
    lines = [{"experiment": "e", "contract_id": "say", "run": run, "output": text} for run, text in enumerate(("use it", "leverage it"))]
    (installed / "outputs.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    arguments = ("replay", "outputs.jsonl", "--contracts", "contract.yaml", "--restrictions", "set.yaml", "--format", "json")
    (job,) = json.loads(skyt(installed, *arguments).stdout)["jobs"]
    assert (job["rules"][0]["breaking_runs"], job["rules"][0]["undecided_runs"]) == ([1], [])
