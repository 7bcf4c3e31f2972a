"""What is said of the measured values."""

from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.results import Result, at_least, at_most
from benchmarks.rounds import Rounds, interleaved, percentile

MISSED = Result("command", "commands/s", 1500.0, 1.5, "ours / peer", peer=1000.0, limit=2700.0, target=at_least(2))
MET = Result("own_write", "ms, p95", 4.0, 4.0, "ours in ms", target=at_most(5), more={"remark": "quick"})
FREE = Result("plain", "s", 1.0, 1.0, "none")


def test_a_target_has_a_side() -> None:
    assert (MISSED.met, MET.met, FREE.met) == (False, True, None)


def test_contenders_take_turns_and_the_warm_up_is_thrown_away() -> None:
    order: list[str] = []

    def contender(name: str, seconds: list[float]) -> float:
        order.append(name)
        return seconds.pop(0)

    ours, peer = [99.0, 1.0, 2.0, 4.0], [99.0, 2.0, 8.0, 4.0]
    rounds = interleaved({"ours": lambda: contender("ours", ours), "peer": lambda: contender("peer", peer)}, 3)
    assert order == ["ours", "peer"] * 4
    assert (rounds.median("ours"), rounds.median("peer")) == (2.0, 4.0)


def test_a_ratio_is_the_median_of_the_rounds_own_ratios() -> None:
    rounds = Rounds({"ours": [1.0, 2.0, 4.0], "peer": [2.0, 8.0, 4.0]})
    assert rounds.times_faster("ours", "peer") == 2.0


@pytest.mark.parametrize(("percent", "value"), [(50, 5), (95, 10), (99, 10), (100, 10), (1, 1)])
def test_a_percentile_is_a_value_that_was_measured(percent: int, value: int) -> None:
    assert percentile(list(range(10, 0, -1)), percent) == value


def test_the_table_names_what_is_missed() -> None:
    head, missed, met, _ = report.as_text([MISSED, MET, FREE]).splitlines()
    assert head.split() == ["figure", "ours", "peer", "limit", "unit", "ratio", "of", "target", "met"]
    assert missed.endswith("NO")
    assert "1,500" in missed
    assert "≥ 2" in missed
    assert met.endswith("yes")
    assert "≤ 5" in met


def test_the_section_between_the_marks_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.write_markdown(page, [MISSED, MET], {"on": "a day", "log_events": 10})
    report.write_markdown(page, [MISSED, MET], {"on": "a day", "log_events": 10})
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{report.BEGIN}")
    assert text.endswith(f"{report.END}\nafter\n")
    assert "old" not in text
    assert text.count("| command | 1,500 | 1,000 | 2,700 |") == 1
    assert "* `own_write`: quick" in text
    assert "log events 10" in text


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("words", encoding="utf-8")
    with pytest.raises(ValueError, match="no section"):
        report.write_markdown(page, [MET], {})
    assert page.read_text(encoding="utf-8") == "words"
