"""Vietnam's lunar calendar, as far as public holidays need it: the day on which a lunar day falls.

New moons and solar terms are reckoned for the meridian of Vietnam (UTC+7), after Hồ Ngọc Đức's published algorithm
(Jean Meeus, *Astronomical Algorithms*, 1998): Tết of 2030 falls on 2 February here and a day later in China.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor, pi, sin

_RAD = pi / 180
_ZONE = 7 / 24
_EPOCH = 2415021.076998695
"""Julian day of the new moon from which months are counted (01/01/1900)."""
_MONTH = 29.530588853
_ORDINAL = 1721425
"""Julian day number of a date less ``date.toordinal()``."""


def _new_moon(k: int) -> int:
    """The Julian day number in Vietnam of the ``k``-th new moon since 1900."""
    t = k / 1236.85
    m = (359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3) * _RAD
    mp = (306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3) * _RAD
    f = (21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3) * _RAD
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * _RAD)
    c = (0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m) - 0.4068 * sin(mp) + 0.0161 * sin(2 * mp)
    c += -0.0004 * sin(3 * mp) + 0.0104 * sin(2 * f) - 0.0051 * sin(m + mp) - 0.0074 * sin(m - mp)
    c += 0.0004 * sin(2 * f + m) - 0.0004 * sin(2 * f - m) - 0.0006 * sin(2 * f + mp)
    c += 0.0010 * sin(2 * f - mp) + 0.0005 * sin(2 * mp + m)
    delta = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + c - delta + 0.5 + _ZONE)


def _solar_term(day: int) -> int:
    """Which twelfth of its yearly way the sun is in at the beginning of a day in Vietnam: 0 to 11."""
    t = (day - 0.5 - _ZONE - 2451545.0) / 36525
    m = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * _RAD
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(m)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000290 * sin(3 * m)
    return floor((longitude % 360) / 30)


def _eleventh_month(year: int) -> int:
    """The day on which the lunar month of the winter solstice of ``year`` begins."""
    k = floor((date(year, 12, 31).toordinal() + _ORDINAL - 2415021) / _MONTH)
    day = _new_moon(k)
    return _new_moon(k - 1) if _solar_term(day) >= 9 else day


@lru_cache(maxsize=256)
def solar(year: int, month: int, day: int) -> date:
    """The day on which ``day/month`` of the lunar ``year`` falls; months 1 to 10, never the leap month itself."""
    before, after = _eleventh_month(year - 1), _eleventh_month(year)
    k = floor(0.5 + (before - _EPOCH) / _MONTH)
    offset = (month - 11) % 12
    if after - before > 365:
        # The leap month is the first after the eleventh in which the sun enters no new term.
        leap = next(n for n in range(1, 14) if _solar_term(_new_moon(k + n)) == _solar_term(_new_moon(k + n + 1)))
        offset += offset >= leap
    return date.fromordinal(_new_moon(k + offset) + day - 1 - _ORDINAL)
