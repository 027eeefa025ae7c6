"""Writes digits.bin and iris.csv from the copies that scikit-learn ships.

    pip install -r models/requirements.txt
    python3 models/export_datasets.py

The formats are described in digits.card.md and iris.card.md. Running it again gives the same
files byte for byte; their checksums stand in the cards.
"""

import csv
import struct
from pathlib import Path

from sklearn.datasets import load_digits, load_iris

HERE = Path(__file__).parent


def write_digits(path: Path) -> None:
    digits = load_digits()
    with path.open("wb") as file:
        file.write(b"BDIG")
        file.write(struct.pack("<I", len(digits.target)))
        for pixels, label in zip(digits.data, digits.target):
            file.write(bytes(int(pixel) for pixel in pixels))
            file.write(bytes([int(label)]))


def write_iris(path: Path) -> None:
    iris = load_iris()
    header = ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm", "species"]
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for measures, species in zip(iris.data, iris.target):
            writer.writerow([f"{measure:.1f}" for measure in measures] + [int(species)])


if __name__ == "__main__":
    write_digits(HERE / "digits.bin")
    write_iris(HERE / "iris.csv")
