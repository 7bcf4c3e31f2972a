"""Days as people type them."""

from datetime import date

import pytest

from consent_desktop.desktop.words.dates import typed_day


@pytest.mark.parametrize(
    "text",
    [
        "1963-05-14", "14.5.1963", "14.05.1963", "14/05/1963", "14-5-1963", "14 5 1963", "14 May 1963", " 14  May  1963 ",
        "May 14, 1963",
    ],
)  # fmt: skip
def test_days_as_people_type_them(text: str, qapp: object) -> None:
    assert typed_day(text) == date(1963, 5, 14)


@pytest.mark.parametrize("text", ["", "yesterday", "July", "1963", "31.2.1963", "31 2 1981", "14.5.", "15 7 81"])
def test_what_is_no_day(text: str, qapp: object) -> None:
    assert typed_day(text) is None
