"""Attacks on the history by somebody who has the files: what each layer notices, and what none does.

``python -m tests.faults.attacks --rounds 40``: seven kinds of attack, each so many times, by an attacker who leaves
nothing that the files could show. Every cell is a promise, the zeros too: they say what is not protected.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from consent_desktop.event_store.verification import verify
from consent_desktop.evidence.checkpoint import origin_of
from consent_desktop.evidence.signed_note import Ed25519Signer
from consent_desktop.evidence.verify_against import verify_log
from tests.evidence.attackers import (
    ANCHORED,
    ATTACKS,
    EVENTS,
    Loot,
    a_history,
    edit_anchored,
    edit_naively,
    looted,
    plant,
)
from tests.faults.tally import Tally, run
from tests.support.stores import a_store

LAYERS: Final = ("chain", "checkpoints beside", "same, key stolen", "anchor elsewhere")
"""The last with the key stolen as well."""
_NOT_CAUGHT_BY_AN_ANCHOR: Final = {"edit an event newer than the last anchor", "roll back to exactly the last anchor"}

NAIVE: Final = "an attacker who leaves the hashes is always caught by the chain"
FORGETS: Final = "an attacker who leaves the checkpoints beside is always caught by them"
CONTROLS: Final = (NAIVE, FORGETS)

Row = dict[str, int]
"""How often each layer noticed one kind of attack."""


def promised(attack: str, rounds: int) -> Row:
    """What the documentation says of that kind of attack."""
    by_anchor = 0 if attack in _NOT_CAUGHT_BY_AN_ANCHOR else rounds
    return dict(zip(LAYERS, (0, 0, 0, by_anchor), strict=True))


def caught_by(folder: Path, anchor: str, *, key_stolen: bool) -> set[str]:
    """The layers that notice something in the store, which must read without complaint as any other."""
    with a_store(folder) as store:
        assert sum(1 for _ in store.log.read()) == store.log.head().position
        signer = Ed25519Signer(origin_of(store.log.store_id), store.vault.secret("checkpoint-key"))
        found = verify_log(store.log, signer.verifier, [anchor])
        chain = verify(store.log).first_broken is not None or found.first_broken is not None
    beside = "same, key stolen" if key_stolen else "checkpoints beside"
    noticed = {"chain": chain, beside: found.kept_at_fault is not None}
    if key_stolen:
        noticed["anchor elsewhere"] = not found.unbroken
    return {layer for layer, caught in noticed.items() if caught}


def attacked(rounds: int, chance: random.Random, folder: Path) -> tuple[dict[str, Row], Row]:
    """The table, and how often two controls were noticed: attackers who leave the hashes, and the checkpoints."""
    template = folder / "template"
    anchor = a_history(template)
    controls = dict.fromkeys(CONTROLS, 0)
    with a_store(Path(shutil.copytree(template, folder / "looted"))) as store:
        loot = looted(store)
        table = {attack: _tried(attack, rounds, chance, loot, template, anchor) for attack in ATTACKS}
        for _ in range(rounds):
            changed = loot.copy()
            edit_anchored(changed, chance)
            changed.sealed_anew()
            plant(changed, template, folder / "planted", key_stolen=False, forgetful=True)
            controls[FORGETS] += caught_by(folder / "planted", anchor, key_stolen=False) == {"checkpoints beside"}
            shutil.rmtree(folder / "planted")
    for _ in range(rounds):
        edit_naively(template, folder / "naive", chance.randint(1, EVENTS))
        with a_store(folder / "naive") as store:
            controls[NAIVE] += verify(store.log).first_broken is not None
        shutil.rmtree(folder / "naive")
    return table, controls


def _tried(attack: str, rounds: int, chance: random.Random, loot: Loot, template: Path, anchor: str) -> Row:
    row = dict.fromkeys(LAYERS, 0)
    for _ in range(rounds):
        changed = loot.copy()
        ATTACKS[attack](changed, chance)
        changed.sealed_anew()
        for key_stolen in (False, True):
            planted = template.with_name("planted")
            plant(changed, template, planted, key_stolen=key_stolen)
            for layer in caught_by(planted, anchor, key_stolen=key_stolen):
                row[layer] += 1
            shutil.rmtree(planted)
    return row


def lines(table: dict[str, Row], rounds: int) -> list[str]:
    """The table as Markdown."""
    head = f"| noticed, of {rounds} each | " + " | ".join(LAYERS) + " |"
    body = [f"| {attack} | " + " | ".join(str(row[layer]) for layer in LAYERS) + " |" for attack, row in table.items()]
    return [head, "|---|" + "---|" * len(LAYERS), *body]


def experiment(tally: Tally, rounds: int, chance: random.Random) -> None:
    """Every attack `rounds` times, each cell held against what is promised."""
    with tempfile.TemporaryDirectory() as folder:
        table, controls = attacked(rounds, chance, Path(folder))
    for attack, row in table.items():
        tally.add(f"{attack}: noticed with an anchor elsewhere", row["anchor elsewhere"])
        if row != promised(attack, rounds):
            tally.broke(f"{attack}: {row}, promised {promised(attack, rounds)}")
    for control, noticed in controls.items():
        tally.control(control, failed=noticed == rounds)
    print("\n".join([f"{EVENTS} events, the anchor at {ANCHORED}:", *lines(table, rounds)]))


def main(arguments: Sequence[str]) -> int:
    """Run it from the command line; ``--count`` is another word for ``--rounds``."""
    return run("attacks", experiment, rounds=40, arguments=["--rounds" if a == "--count" else a for a in arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
