"""Which addresses name a period, and does every period find its own address again?

Tests `PeriodConverter`, which reads `2019` and `2016-2017` in addresses.
"""

import re

import pytest

from plans.converters import PeriodConverter
from plans.domain.values import Period


@pytest.mark.parametrize(
    ("address", "period"), [("2019", Period(2019, 2019)), ("2016-2017", Period(2016, 2017))]
)
def test_an_address_names_a_period_and_back(address: str, period: Period) -> None:
    converter = PeriodConverter()

    assert re.fullmatch(converter.regex, address)
    assert converter.to_python(address) == period
    assert (converter.to_url(period), converter.to_url(address)) == (address, address)


# A year before 1000 would be written with fewer digits, an address that leads nowhere.
@pytest.mark.parametrize(
    "address",
    ["19", "20190", "2019-", "-2019", "2016-17", "2016–2017", "0000", "0999-2019", "２０１９", "2019/"],
)
def test_anything_else_is_no_address(address: str) -> None:
    assert re.fullmatch(PeriodConverter.regex, address) is None


def test_a_period_that_ends_before_it_begins_is_not_found() -> None:
    # Django takes a ValueError for "no such address"
    with pytest.raises(ValueError, match="cannot end in 2016 before it begins in 2017"):
        PeriodConverter().to_python("2017-2016")
