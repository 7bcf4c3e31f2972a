"""What an attacker with the files gets away with, cell by cell; `python -m tests.faults.attacks` does it at full size."""

from __future__ import annotations

import random
from pathlib import Path

from tests.evidence.attackers import ATTACKS
from tests.faults.attacks import CONTROLS, attacked, lines, promised

ROUNDS = 5


def test_each_layer_notices_exactly_what_is_promised_and_no_more(tmp_path: Path) -> None:
    table, controls = attacked(ROUNDS, random.Random(7), tmp_path)
    assert table == {attack: promised(attack, ROUNDS) for attack in ATTACKS}
    assert controls == dict.fromkeys(CONTROLS, ROUNDS)


def test_the_documentation_has_the_table_that_the_run_prints() -> None:
    documentation = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    table = lines({attack: promised(attack, 40) for attack in ATTACKS}, 40)
    assert "\n".join(table) in documentation
