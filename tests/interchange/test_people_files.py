"""Files of every make: lines, documents, encodings, several at once."""

import json
from datetime import date
from pathlib import Path

import pytest

from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.interchange import people_json, people_lines
from tests.interchange.people import patient, practitioner, read, reasons, written


def test_a_bundle_is_read_and_each_entry_has_its_line(tmp_path: Path) -> None:
    entries = [
        {"resource": patient("P1")},
        {"resource": {"resourceType": "Organization"}},
        {"resource": patient("P2", name=None)},
        {"nothing": 1},
    ]
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "entry": entries}, indent=1), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    people, bad = read(file)
    assert [one.record_number for one in people] == ["P1"]
    assert people[0].place.line == 4
    assert [reason for _, reason in reasons(bad)] == ["It has no name.", "Entry 4 of the Bundle holds no resource."]
    assert '"resource"' in lines[bad[0].place.line]
    assert '"nothing"' in lines[bad[1].place.line]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"resourceType": "Bundle", "entry": 3}', 1, "The entries of the Bundle are no list."),
        ("[1, 2]", 1, "It is JSON, but no FHIR resource."),
        ('{\n"resourceType": "Patient",\n"id": }', 3, "It is no JSON from here on."),
        ('{"a": NaN}', 1, "It is no JSON from here on."),
        ("[" * 5_000, 1, "It is no JSON from here on."),
    ],
)
def test_a_document_that_cannot_be_used_is_one_bad_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    file = tmp_path / "document.json"
    file.write_text(text, encoding="utf-8")
    assert reasons(read(file)[1]) == [(line, reason)]


def test_a_resource_alone_over_several_lines_is_read(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text("\n\n" + json.dumps(patient(), indent=2), encoding="utf-8")
    [one], bad = read(file)
    assert (one.place.line, bad) == (3, [])


def test_a_bad_line_spoils_no_other(tmp_path: Path) -> None:
    for name in ("people.ndjson", "people.json"):
        file = tmp_path / name
        good = json.dumps(patient("P1"))
        file.write_text(f'{good}\n{{"broken": \n{json.dumps(patient("P2"))}\n"text"\n\n', encoding="utf-8")
        people, bad = read(file)
        assert [one.record_number for one in people] == ["P1", "P2"]
        assert reasons(bad) == [(2, "It is no JSON."), (4, "It is JSON, but no FHIR resource.")]


def test_a_document_too_large_to_be_read_whole_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_json, "MAX_DOCUMENT", 50)
    file = tmp_path / "one.json"
    file.write_text(json.dumps(patient(), indent=2), encoding="utf-8")
    people, bad = read(file)
    assert people == []
    assert reasons(bad) == [(0, "The document is too large to be read whole; export it as NDJSON.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["people.csv", "people.ndjson", "people"])
def test_every_encoding_that_names_itself_is_read(tmp_path: Path, encoding: str, name: str) -> None:
    file = tmp_path / name
    texts = {"people.csv": "mrn,name\r\nP1,Zoë Müller\r\n"}
    line = json.dumps(patient(name=[{"text": "Zoë Müller"}]), ensure_ascii=False) + "\n"
    file.write_bytes(texts.get(name, line).encode(encoding))
    people, bad = read(file)
    assert bad == []
    assert [(one.record_number, one.name) for one in people] == [("P1", "Zoë Müller")]


def test_an_encoding_that_could_only_be_guessed_is_refused_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("mrn,name\nP1,Ada Okafor\nP2,Zoë Müller\nP3,Bo Lindt\n".encode("latin-1"))
    people, bad = read(file)
    assert [one.record_number for one in people] == ["P1", "P3"]
    assert reasons(bad) == [(3, "It is not UTF-8 text; save the file as UTF-8 and import it again.")]


def test_utf_16_without_a_mark_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("mrn,name\nP1,Ada\n".encode("utf-16-le"))
    assert "zero bytes" in read(file)[1][0].reason


def test_utf_16_that_breaks_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.ndjson"
    file.write_bytes(json.dumps(patient()).encode("utf-16") + b"\n\x00\x00\xd8A\x00")
    assert any("UTF-16" in bad.reason for bad in read(file)[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_endless_line_is_refused_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr(people_lines, "MAX_LINE", 400)
    file = tmp_path / "people.ndjson"
    lines = [json.dumps(patient("P1")), "x" * 1_500, json.dumps(patient("P2"))]
    file.write_bytes("\n".join(lines).encode(encoding))
    people, bad = read(file)
    assert [one.record_number for one in people] == ["P1", "P2"]
    assert reasons(bad) == [(2, "It is longer than 400 characters.")]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    people, bad = read(tmp_path / "absent.ndjson", tmp_path)
    assert people == []
    assert {line for line, _ in reasons(bad)} == {0}
    assert all(reason.startswith("The file cannot be read: ") for _, reason in reasons(bad))


def test_an_empty_file_holds_nobody(tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.ndjson", "a"):
        (tmp_path / name).write_bytes(b"\n \n")
        assert read(tmp_path / name) == ([], [])


def test_a_person_who_comes_twice_is_one(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.ndjson", patient("P1", birthDate=None), patient("P1"), patient("P1"), practitioner("P1")
    )
    people, bad = read(file, file)
    assert bad == []
    assert [(one.kind, one.birth_date) for one in people] == [
        (PersonKind.PATIENT, None),
        (PersonKind.PATIENT, date(1970, 2, 3)),
        (PersonKind.DOCTOR, None),
    ]


def test_two_who_share_a_number_and_differ_are_told(tmp_path: Path) -> None:
    first = written(tmp_path / "a.ndjson", patient("P1"), patient("P1", name=[{"text": "Somebody Else"}]))
    second = written(tmp_path / "b.ndjson", patient("P1", birthDate="1971-01-01"))
    people, bad = read(first, second)
    assert len(people) == 1
    assert reasons(bad) == [
        (2, "The same record number stands on line 1 with other particulars."),
        (1, "The same record number stands in a.ndjson, line 1, with other particulars."),
    ]


def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    entry = json.dumps({"resource": patient()})[:-2] + f', "n": {"9" * 5_000}}}}}'
    file.write_text(f'{{"resourceType": "Bundle",\n"entry": [{entry}]}}', encoding="utf-8")
    assert reasons(read(file)[1]) == [(2, "It is no JSON from here on.")]
