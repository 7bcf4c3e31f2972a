"""Whatever stands in a file, the answer is a person or a sentence; never a traceback, and never much memory."""

import json
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consent_desktop.interchange.people_files import read_people
from consent_desktop.interchange.people_records import BadLine
from tests.interchange.people import patient, practitioner, role

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    sorted({*patient(), *practitioner(), *role({}), "active", "extension", "link", "qualification"})
)
RESOURCES = st.builds(
    lambda base, field, value: {**base, field: value},
    st.sampled_from([patient(), practitioner(), role({"reference": "Practitioner/x"})]),
    FIELDS,
    JSON,
)
NAMES = st.sampled_from(["a.ndjson", "a.json", "a.csv", "a"])


def answered(path: Path, content: bytes) -> int:
    """Reads the content, checks that every answer is sound, and counts the answers."""
    path.write_bytes(content)
    count = 0
    for item in read_people([path]):
        count += 1
        if isinstance(item, BadLine):
            assert item.reason.endswith(".")
            assert "Traceback" not in item.reason
            item.reason.encode()
        else:
            assert 0 < len(item.record_number) <= 128
            assert 0 < len(item.name) <= 200
            (item.name + item.record_number + (item.specialty or "")).encode()
    return count


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(content=st.binary(max_size=300), name=NAMES)
def test_any_bytes(folder: Path, content: bytes, name: str) -> None:
    answered(folder / name, content)


@given(resources=st.lists(RESOURCES, max_size=4), name=NAMES, indent=st.sampled_from([None, 1]))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_values_in_any_field(folder: Path, resources: list[object], name: str, indent: int | None) -> None:
    lines = "\n".join(json.dumps(resource, indent=indent) for resource in resources)
    answered(folder / name, lines.encode())


@given(rows=st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=5), max_size=5))
def test_any_fields_under_a_good_heading(folder: Path, rows: list[list[str]]) -> None:
    text = "id,name,birthDate,kind\n" + "\n".join(",".join(row) for row in rows)
    answered(folder / "a.csv", text.encode(errors="surrogatepass"))


def mutated_line(number: int, chance: random.Random) -> bytes:
    """One line of made-up people, most of them with something changed."""
    resource = chance.choice([patient, practitioner])(str(number))
    text = json.dumps(resource) if chance.random() < 0.7 else f"{number},Ada{number} Okafor{number},1970-01-01,patient"
    line = bytearray(text.encode())
    for _ in range(chance.choice([0, 0, 1, 1, 2, 8])):
        at = chance.randrange(len(line))
        match chance.randrange(4):
            case 0:
                line[at] = chance.randrange(256)
            case 1:
                del line[at : at + chance.randrange(1, 30)]
                line += b" "
            case 2:
                line[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 6)))
            case _:
                line[at:at] = line[at : at + 40]
    return bytes(line)


def fuzzed(folder: Path, lines: int, seed: int) -> None:
    """Reads that many mutated lines as NDJSON and as CSV."""
    chance = random.Random(seed)
    content = b"\n".join(mutated_line(number, chance) for number in range(lines // 2))
    assert answered(folder / "many.ndjson", content) > lines // 4
    assert answered(folder / "many.csv", b"id,name,birthDate,kind\n" + content) > lines // 4


def test_two_thousand_mutated_lines(folder: Path) -> None:
    fuzzed(folder, 2_000, seed=1)


@pytest.mark.nightly
def test_a_hundred_thousand_mutated_lines(folder: Path) -> None:
    fuzzed(folder, 100_000, seed=random.SystemRandom().randrange(2**32))


@pytest.mark.nightly
def test_a_hundred_thousand_people_stream_through(folder: Path) -> None:
    path = folder / "clinic.ndjson"
    with path.open("w", encoding="utf-8") as file:
        for number in range(100_000):
            file.write(json.dumps(patient(f"P{number}", note="x" * 1_000)) + "\n")
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_people([path])) == 100_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 2
