"""The lunar calendar of Việt Nam, reckoned from the moon and the sun for UTC+7.

The well-known formulas of Jean Meeus in the form given by Hồ Ngọc Đức; good for the days of new
moons in our century. Only tests use it: the product keeps the days as data.
"""

from datetime import date
from math import floor, pi, sin

_ZONE = 7 / 24
_MONTH = 29.530588853
_ORDINAL_OF_JULIAN = 1_721_425


def day_of(lunar_day: int, lunar_month: int, year: int) -> date:
    """The day of the common calendar, for lunar months that are not leap ones."""
    eleventh, next_eleventh = _eleventh(year - 1), _eleventh(year)
    if lunar_month >= 11:
        eleventh, next_eleventh = next_eleventh, _eleventh(year + 1)
    steps = (lunar_month - 11) % 12
    if next_eleventh - eleventh > 365 and steps >= _leap_after(eleventh):
        steps += 1
    k = floor(0.5 + (eleventh - 2415021.076998695) / _MONTH)
    return date.fromordinal(_new_moon(k + steps) + lunar_day - 1 - _ORDINAL_OF_JULIAN)


def _new_moon(k: int) -> int:
    t = k / 1236.85
    rad = pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2
    mean += 0.00033 * sin((166.56 + 132.87 * t) * rad)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t**2) * rad
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t**2) * rad
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t**2) * rad
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon)
    shift += 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node)
    shift += -0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon) + 0.0004 * sin(2 * node + sun)
    shift += -0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    shift += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(sun + 2 * moon)
    dynamic = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + shift - dynamic + 0.5 + _ZONE)


def _sun_sector(julian: int) -> int:
    t = (julian - 2451545.5 - _ZONE) / 36525
    rad = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2) * rad
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly)
    longitude += 0.000290 * sin(3 * anomaly)
    return floor(longitude % 360 / 30)


def _eleventh(year: int) -> int:
    k = floor((date(year, 12, 31).toordinal() + _ORDINAL_OF_JULIAN - 2415021) / _MONTH)
    found = _new_moon(k)
    return _new_moon(k - 1) if _sun_sector(found) >= 9 else found


def _leap_after(eleventh: int) -> int:
    k = floor(0.5 + (eleventh - 2415021.076998695) / _MONTH)
    sectors = [_sun_sector(_new_moon(k + step)) for step in range(1, 15)]
    return next(step for step in range(1, 14) if sectors[step] == sectors[step - 1])
