"""A protected clinic on the command line: made, opened in every way, its keys and backups looked after, restored."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from tests.support.command_line import CommandLine

PASSWORD = "a long enough passw0rd"
PASSPHRASE = "horse battery staple correct"
FIRST = ("--as", "administrator:1")


class Protected:
    """The command line on a protected clinic with an administrator 1 and a privacy officer 2 who have passwords."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self.key = folder / "clinic", folder / "key"
        self.line = CommandLine(self.folder, capsys)
        self._patch = patch
        [made] = self.line.said("store", "init", "--key-file", str(self.key))
        self.kit: str = made["recovery_kit"]
        with closing(open_clinic(self.folder, key_file=self.key, chores=False)) as clinic:
            for kind, number in ((PersonKind.ADMINISTRATOR, "1"), (PersonKind.PRIVACY_OFFICER, "2")):
                subject, _ = clinic.register(kind, number, THE_SYSTEM, name=f"Somebody {number}")
                [code] = clinic.accounts.issue_codes(THE_SYSTEM, subject)
                clinic.accounts.choose_password(number, code.code, PASSWORD)
            clinic.register(PersonKind.PATIENT, "p", THE_SYSTEM)

    def types(self, *lines: str) -> None:
        """What is typed next."""
        self._patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    def __call__(self, *arguments: str, typing: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """One command with the key file, as administrator 1."""
        self.types(*typing)
        return self.line("--key-file", str(self.key), *FIRST, *arguments)


@pytest.fixture
def protected(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Protected:
    """A protected clinic."""
    return Protected(tmp_path, capsys, monkeypatch)


def test_a_new_store_is_protected_unless_said_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = CommandLine(tmp_path / "clinic", capsys)
    status, out, err = line("store", "init", "--name", "Lake")
    assert (status, err) == (0, "")
    assert "shown this once" in out
    assert "No key ring opens it by itself" in out
    assert not (tmp_path / "clinic" / "clinic.events.db").read_bytes().startswith(b"SQLite")
    assert line("store", "init")[1].startswith("There was a store")
    status, _, err = line("check", "p", "doctor:d", *FIRST)
    assert status == 2
    assert "use the recovery kit (--recovery)" in err
    monkeypatch.setattr(sys, "stdin", io.StringIO("a kit\n"))
    other = CommandLine(tmp_path / "other", capsys)
    assert "recovery kit of its own" in other("store", "init", "--recovery")[2]
    assert not (tmp_path / "other").exists()


def test_it_opens_with_each_of_its_ways_and_with_nothing_else(protected: Protected, tmp_path: Path) -> None:
    asked = ("check", "p", "administrator:1")
    ways = {
        "key file": ("--key-file", str(protected.key)),
        "kit": ("--recovery",),
    }
    for options in ways.values():
        protected.types(protected.kit.lower())
        assert protected.line(*options, *FIRST, "store", "init")[0] == 0
        protected.types(protected.kit.lower())
        status, out, err = protected.line(*options, *FIRST, "backup", "list")
        assert (status, err) == (0, ""), asked
        assert "no backups" in out
    protected.types("0000-" * 8 + "0")
    assert "does not open this clinic" in protected.line("--recovery", *FIRST, "backup", "list")[2]
    assert "one way" in protected.line("--recovery", "--passphrase", *FIRST, "backup", "list")[2]
    (tmp_path / "short").write_bytes(b"short")
    (tmp_path / "short").chmod(0o600)
    assert "holds no key" in protected.line("--key-file", str(tmp_path / "short"), *FIRST, "backup", "list")[2]


def test_a_passphrase_is_added_used_and_removed(protected: Protected, tmp_path: Path) -> None:
    assert "16 characters" in protected("keys", "add-passphrase", typing=("short",))[2]
    assert protected("keys", "add-passphrase", typing=(PASSPHRASE,))[0] == 0
    protected.types(PASSPHRASE)
    assert protected.line("--passphrase", *FIRST, "keys", "list")[1].count("\n") == 2
    (tmp_path / "phrase").write_text(f"{PASSPHRASE}\nmore", encoding="utf-8")
    slots = protected.line.said("--passphrase-file", str(tmp_path / "phrase"), *FIRST, "keys", "list")
    assert {slot["kind"] for slot in slots} == {"recovery", "passphrase"}
    assert "cannot be read" in protected.line("--passphrase-file", str(tmp_path / "no"), *FIRST, "keys", "list")[2]
    [slot] = [slot["slot"] for slot in slots if slot["kind"] == "passphrase"]
    assert protected("keys", "remove", slot)[0] == 0
    assert "no slot" in protected("keys", "remove", slot)[2]
    protected.types(PASSPHRASE)
    assert "has no passphrase" in protected.line("--passphrase", *FIRST, "keys", "list")[2]
    assert "no key ring" in protected("keys", "add-key-ring")[2]


def test_a_new_kit_and_a_new_key_take_the_place_of_the_old_ones(protected: Protected, tmp_path: Path) -> None:
    status, out, _ = protected("keys", "new-recovery-kit")
    assert status == 0
    protected.types(protected.kit)
    assert "from before a newer kit" in protected.line("--recovery", *FIRST, "keys", "list")[2]
    kit = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    assert "right" in protected("keys", "rotate", "--approved-by", "2", typing=(PASSWORD, "not that"))[2]
    kept = tmp_path / "new key"
    status, out, err = protected(
        "keys", "rotate", "--approved-by", "2", "--keep", str(kept), typing=(PASSWORD, PASSWORD)
    )
    assert (status, err) == (0, "")
    assert "The clinic has its new key" in out
    new = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    assert "does not fit" in protected("keys", "list")[2]
    protected.types(kit)
    assert "the keys were changed" in protected.line("--recovery", *FIRST, "keys", "list")[2]
    protected.types(new)
    assert protected.line("--recovery", *FIRST, "keys", "list")[0] == 0
    protected.key = kept
    assert protected("keys", "list")[0] == 0


def test_backups_are_made_listed_checked_and_restored(protected: Protected, tmp_path: Path) -> None:
    stick, again = tmp_path / "stick", tmp_path / "again"
    stick.mkdir()
    status, out, _ = protected("backup", "make", "--to", str(stick))
    assert status == 0
    assert "it was opened and checked" in out
    [path] = stick.iterdir()
    assert str(path) in protected("backup", "list")[1]
    assert str(path) in protected("backup", "list", "--in", str(stick))[1]
    assert "no backups" in protected("backup", "list", "--in", str(tmp_path))[1]
    assert protected("backup", "verify", str(path))[0] == 0
    protected.types(protected.kit)
    assert protected.line("--recovery", "backup", "verify", str(path))[0] == 0
    assert "use the recovery kit" in protected.line("backup", "verify", str(path))[2]
    assert "There is no file" in protected("backup", "verify", str(tmp_path / "no"))[2]
    order = ("restore", "--from", str(path), "--to", str(again))
    status, out, _ = protected(*order)
    assert status == 0
    assert "Nothing was written" in out
    assert not again.exists()
    assert "--approved-by" in protected(*order, "--apply")[2]
    assert protected(*order, "--apply", "--approved-by", "2", typing=(PASSWORD, "wrong"))[0] == 2
    assert not again.exists()
    status, out, err = protected(*order, "--apply", "--approved-by", "2", typing=(PASSWORD, PASSWORD))
    assert (status, err) == (0, "")
    assert f"restored to {again}" in out
    with closing(open_clinic(again, recovery=protected.kit, chores=False)) as clinic:
        assert clinic.subject_of(PersonKind.PATIENT, "p") is not None
    assert "never over what is there" in protected(*order)[2]


def test_the_schedule_is_set_and_taken_away(protected: Protected, tmp_path: Path) -> None:
    assert protected("backup", "schedule", "--to", str(tmp_path), "--hour", "3")[0] == 0
    assert "0 to 23" in protected("backup", "schedule", "--to", str(tmp_path), "--hour", "24")[2]
    assert "--off" in protected("backup", "schedule")[2]
    assert protected("backup", "schedule", "--off")[1].startswith("No backup is made by itself")


def test_people_are_imported_into_a_protected_clinic(protected: Protected, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("kind,record_number,name,birth_date\npatient,77,Eva Lang,1990-02-03\n", encoding="utf-8")
    status, out, err = protected("import-people", str(people), "--apply")
    assert (status, err) == (0, "")
    assert "1 new" in out


def test_the_second_person_is_somebody_else_before_anything_is_asked(protected: Protected) -> None:
    status, _, err = protected("keys", "rotate", "--approved-by", "1")
    assert status == 2
    assert "The second person has to be somebody else" in err


def test_a_new_folder_is_this_accounts_alone(protected: Protected) -> None:
    assert protected.folder.stat().st_mode & 0o077 == 0
