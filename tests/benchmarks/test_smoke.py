"""The quick run yields a table and a well-formed JSON file. No time is asserted: that is what `make bench` is for."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main

FIGURES = ("append_100_plain", "append_100_encrypted", "bytes_per_event_plain", "bytes_per_event_encrypted")
ALWAYS = {"ours", "peer", "limit", "ratio", "ratio_of", "unit", "target", "target_sense", "met"}


def test_a_quick_run_of_two_figures_writes_what_it_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "bench.json"
    assert main(["--quick", "--only", "append", "--only", "size", "--json", str(written)]) == 0
    found = json.loads(written.read_text(encoding="utf-8"))
    assert set(found) == {"about", *FIGURES}
    for name in FIGURES:
        figure = found[name]
        assert set(figure) >= ALWAYS
        assert min(figure["ours"], figure["peer"], figure["limit"], figure["ratio"]) > 0
        beyond = (figure["ratio"] - figure["target"]) * (1 if figure["target_sense"] == "at least" else -1)
        assert figure["met"] == (beyond >= 0)
    printed = capsys.readouterr().out
    assert all(name in printed for name in FIGURES)


def test_an_unknown_figure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only", "luck"])
    assert ended.value.code == 2
    assert "luck" in capsys.readouterr().err
