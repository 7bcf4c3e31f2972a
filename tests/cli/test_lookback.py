"""`as-of` and `trace` on the command line."""

from __future__ import annotations

import pytest

from tests.support.command_line import CommandLine


def test_who_could_see_what_then(line: CommandLine) -> None:
    line("grant", "p", "nurse:n", "conditions", "--until", "2999-01-01", "--purpose", "TREAT:knee pain")
    line("ask", "p", "nurse:n", "exams")
    [values] = line.said("as-of", "p")
    assert [(one["actor"], one["record_types"], one["asked"]) for one in values["could_see"]] == [
        ("doctor:d", ["exams"], []),
        ("nurse:n", ["conditions"], ["exams"]),
    ]
    [grant] = values["could_see"][1]["grants"]
    assert grant["purpose"] == "TREAT"
    said = line("as-of", "p")[1]
    assert "  doctor:d  exams\n" in said
    assert "  nurse:n  conditions, until 2999-01-0" in said
    assert "at the longest; had asked for exams\n" in said
    line("revoke", "p", "doctor:d", "exams")
    assert [one["actor"] for one in line.said("as-of", "p")[0]["could_see"]] == ["nurse:n"]
    assert [one["actor"] for one in line.said("as-of", "p", "--version", "3")[0]["could_see"]] == ["doctor:d"]
    assert line.said("as-of", "p", "--at", "2999-06-01T00:00")[0]["could_see"][0]["record_types"] == []


@pytest.mark.parametrize("clock", ["--known", "--at"])
def test_before_anything_happened_nobody_saw_anything(line: CommandLine, clock: str) -> None:
    status, out, _ = line("as-of", "p", clock, "2001-01-01")
    assert status == 0
    assert "  Nobody could see anything.\n" in out
    assert ("as known at 2001-01-0" in out) == (clock == "--known")
    [later] = line.said("as-of", "p", clock, "2999-01-01 10:00+02:00")
    assert len(later["could_see"]) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("as-of", "nobody"), "The clinic knows no patient nobody."),
        (("as-of", "p", "--at", "soon"), "soon is no moment"),
        (("as-of", "p", "--known", "2026-13-01T00:00"), "is no moment"),
        (("as-of", "p", "--known", "9999-12-31"), "is no moment"),
        (("trace", "99"), "There is no event 99."),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(line: CommandLine, arguments: tuple[str, ...], sentence: str) -> None:
    status, out, err = line(*arguments)
    assert (status, out) == (2, "")
    assert sentence in err


def test_what_led_to_what(line: CommandLine) -> None:
    line("revoke", "p", "doctor:d", "exams")
    told = {event["type"]: event for event in line.said("history") if not event["type"].startswith("Person")}
    asked, granted, revoked = (told[name]["position"] for name in ("ConsentAsked", "ConsentGranted", "ConsentRevoked"))
    tree = line.said("trace", str(granted))
    found = {one["position"]: (one["depth"], one["relation"], one["led_to_by"]) for one in tree}
    assert found[asked] == (0, "cause", None)
    assert found[granted] == (1, "itself", asked)
    assert found[revoked] == (2, "effect", granted)
    notice = next(one for one in tree if one["type"] == "NoticeRaised" and one["led_to_by"] == asked)
    assert notice["relation"] is None
    lines = line("trace", str(granted))[1].splitlines()
    assert [text for text in lines if text.startswith("*")] == [text for text in lines if "ConsentGranted" in text]
    assert next(text for text in lines if "ConsentRevoked" in text).startswith(f"      {revoked}  ")
