"""Writes houses.csv: 500 invented houses of an invented town.

    python3 models/make_houses.py

Plain Python and nothing else. All chance is `random.Random(SEED).random()`, the one sequence
that Python promises to keep for a seed; so the file comes out the same byte for byte on any
machine. The formula is explained in houses.card.md.
"""

import csv
import math
import random
from pathlib import Path

SEED = 1871
COUNT = 500
HEADER = ["area_m2", "rooms", "age_years", "distance_km", "price_thousand_eur"]


def normal(rng: random.Random) -> float:
    """Nearly Gaussian, mean 0, deviation 1: the sum of twelve uniform numbers, less six.

    `Random.gauss` is not promised to stay the same between versions of Python, nor are the last
    bits of `sum`; `fsum` rounds once, as the exact sum demands.
    """
    return math.fsum(rng.random() for _ in range(12)) - 6.0


def age_years(rng: random.Random) -> int:
    """The town was built in three waves: before 1940, after the war, and lately."""
    wave, year = rng.random(), rng.random()
    if wave < 0.25:
        return round(85 + 35 * year)
    if wave < 0.70:
        return round(25 + 55 * year)
    return round(25 * year)


def price(area: float, rooms: int, age: int, distance: float) -> float:
    """The price without noise, in thousands of euros."""
    square_metre = 1.4 + 3.2 * math.exp(-distance / 5.0)
    # A house loses up to a third of its worth until it is sixty, then becomes a period piece.
    age_factor = 0.67 + 0.33 * ((age - 60) / 60) ** 2
    return 30.0 + area * square_metre * age_factor + 7.0 * rooms


def house(rng: random.Random) -> list[str]:
    # Most houses are small, a few are large.
    area = round(38.0 + 165.0 * rng.random() * rng.random() + 8.0 * normal(rng) ** 2, 1)
    rooms = max(1, min(8, round(area / 26.0 + 0.7 * normal(rng))))
    age = age_years(rng)
    # Towns grow outwards: the old houses stand near the centre.
    distance = round(0.3 + (22.0 - age / 8.0) * rng.random() ** 1.5, 1)
    noise = 1.0 + 0.07 * normal(rng)
    asked = round(price(area, rooms, age, distance) * noise)
    return [f"{area:.1f}", str(rooms), str(age), f"{distance:.1f}", str(asked)]


if __name__ == "__main__":
    rng = random.Random(SEED)
    with (Path(__file__).parent / "houses.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(house(rng) for _ in range(COUNT))
