"""Measures how well the prices in houses.csv can be predicted: what houses.card.md and the lesson
ml-key-concepts quote.

    pip install -r models/requirements.txt
    python3 models/measure_houses.py

Every model is judged in five-fold cross-validation, so each house is priced once, by a model that
has not seen it. The folds are blocks of a hundred rows, as the file has them: its rows are in no
order. Prints the mean absolute error in thousands of euros, and the share of the variance that is
explained.
"""

import csv
from pathlib import Path

import numpy as np
from make_houses import price
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import KFold, cross_val_predict

FILE = Path(__file__).parent / "houses.csv"
# The column that tells how far a house is from the centre.
DISTANCE = 3


def houses() -> tuple[np.ndarray, np.ndarray]:
    """The four columns of features, and the prices."""
    with FILE.open(newline="") as file:
        rows = [[float(cell) for cell in row] for row in list(csv.reader(file))[1:]]
    table = np.array(rows)
    return table[:, :-1], table[:, -1]


def unseen(model, features: np.ndarray, prices: np.ndarray) -> np.ndarray:
    """What the model says of each house when it has learned from the other folds."""
    return cross_val_predict(model, features, prices, cv=KFold(5))


if __name__ == "__main__":
    features, prices = houses()
    forest = RandomForestRegressor(random_state=0)
    predictions = {
        "always the average price": unseen(DummyRegressor(), features, prices),
        "linear regression": unseen(LinearRegression(), features, prices),
        "random forest": unseen(forest, features, prices),
        "random forest without the distance": unseen(
            forest, np.delete(features, DISTANCE, axis=1), prices
        ),
        "the formula without the noise": np.array([price(*house) for house in features]),
    }
    for name, predicted in predictions.items():
        error, explained = mean_absolute_error(prices, predicted), r2_score(prices, predicted)
        print(f"{name:35} {error:5.1f} {100 * explained:6.1f} %")
