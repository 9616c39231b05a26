"""The README's pictures: drawn from its own figures, and as its alternative texts say."""

import re

import pytest

from tools import speed_chart
from tools.readme_pictures import README, alts, description

TEXT = README.read_text("utf-8")
TABLE = """
| | words a second | WordSim-353 | analogies (some) |
| --- | --- | --- | --- |
| `ours` | 900,000 (700,000 to 950,000) | 0.68 | 0.39 |
| theirs 4.4, 2 workers | 300,000 (290,000 to 310,000) | 0.67 | 0.38 |
"""


def test_each_picture_has_its_alternative_text_and_is_the_newest():
    """One that was made before the figures or the message changed still holds the old words."""
    shown = {README.parent / path: alt for alt, path in re.findall(r"!\[(.*?)\]\((\S+)\)", TEXT)}
    assert shown == alts()
    for picture, alt in alts().items():
        assert description(picture) == alt, f"make {picture.name} anew: tools/readme_pictures.py"


def test_a_table_is_read_with_its_ranges_and_qualities():
    ours, theirs = speed_chart.measured(TABLE)
    assert ours == (
        "ours",
        900_000,
        700_000,
        950_000,
        {"WordSim-353": 0.68, "analogies (some)": 0.39},
    )
    assert theirs.name == "theirs 4.4"
    assert speed_chart.ratio([ours, theirs]) == 3


def test_how_many_times_as_fast_is_what_the_table_says():
    times = f"{speed_chart.ratio(speed_chart.measured(TEXT)):.1f} times"
    assert re.findall(r"[\d.]+ times", TEXT) == [times, times]


@pytest.mark.parametrize("broken", ["", TABLE.replace("(290,000 to 310,000)", "or so")])
def test_a_table_that_cannot_be_read_is_told(broken):
    with pytest.raises(ValueError, match="should"):
        speed_chart.measured(broken)
