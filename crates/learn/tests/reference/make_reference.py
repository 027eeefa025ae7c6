"""Writes metrics.json: what other implementations say about small fixed inputs.

    pip install -r models/requirements.txt
    python3 crates/learn/tests/reference/make_reference.py

Metrics come from scikit-learn, correlations from SciPy, forward passes and optimisers from NumPy
in double precision, straight from their papers. Gradients are central finite differences of the
loss; those of the perceptrons are also computed by back-propagation, and both have to agree.

Parameters are one flat list: layer after layer, weights before biases; `[inputs, outputs]` for
linear layers, `[outputs, inputs, 3, 3]` for convolutions, row by row.
"""

import json
from pathlib import Path

import numpy as np
from perceptron import ACTIVATIONS, backpropagate, mlp
from scipy.signal import correlate2d
from scipy.special import log_softmax, softmax
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, mean_squared_error

POINTS = np.array([[0.5, -1.0], [1.5, 2.0], [-2.0, 0.25], [-0.75, -1.5], [3.0, 0.5]])
CLASSES = np.array([0, 1, 1, 0, 1])
VALUES = np.array([0.3, -0.8, 0.1, 0.9, -0.2])


def numbers(seed: int, n: int) -> np.ndarray:
    """Numbers from -1 to 1 with three digits, so that single precision loses little."""
    return np.random.default_rng(seed).uniform(-1, 1, n).round(3)


def cross_entropy(outputs: np.ndarray, classes: np.ndarray) -> float:
    return -log_softmax(outputs, axis=1)[np.arange(len(classes)), classes].mean()


def finite_differences(loss, parameters: np.ndarray, step: float = 1e-5) -> np.ndarray:
    def slope(i: int) -> float:
        nudge = np.zeros_like(parameters)
        nudge[i] = step
        return (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)

    return np.array([slope(i) for i in range(len(parameters))])


def mlp_case(units, activation, seed, targets, loss_of, error_of) -> dict:
    parameters = numbers(seed, sum((n_in + 1) * n_out for n_in, n_out in zip(units, units[1:])))

    def loss(p):
        return loss_of(mlp(p, units, activation, POINTS)[0])

    gradient = backpropagate(parameters, units, activation, POINTS, error_of)
    np.testing.assert_allclose(gradient, finite_differences(loss, parameters), atol=1e-8)
    return {
        "units": units,
        "activation": activation,
        "inputs": POINTS,
        "targets": targets,
        "parameters": parameters,
        "outputs": mlp(parameters, units, activation, POINTS)[0],
        "loss": loss(parameters),
        "gradient": gradient,
    }


def classifier_case(activation: str, seed: int) -> dict:
    def loss_of(outputs):
        return cross_entropy(outputs, CLASSES)

    def error_of(outputs):
        return (softmax(outputs, axis=1) - np.eye(2)[CLASSES]) / len(CLASSES)

    return mlp_case([2, 3, 2], activation, seed, CLASSES, loss_of, error_of)


def regression_case() -> dict:
    def loss_of(outputs):
        return mean_squared_error(VALUES, outputs[:, 0])

    def error_of(outputs):
        return 2 * (outputs - VALUES[:, None]) / len(VALUES)

    return mlp_case([2, 3, 1], "tanh", 5, VALUES, loss_of, error_of)


def cnn_outputs(p: np.ndarray, filters: int, classes: int, pictures: np.ndarray) -> np.ndarray:
    """One 3 × 3 convolution that keeps the size, ReLU, 2 × 2 maximum, linear: `[batch, classes]`."""
    batch, side, _ = pictures.shape
    n_kernel, n_pooled = filters * 9, filters * (side // 2) ** 2
    kernels, p = p[:n_kernel].reshape(filters, 3, 3), p[n_kernel:]
    biases, p = p[:filters], p[filters:]
    weights, p = p[: n_pooled * classes].reshape(n_pooled, classes), p[n_pooled * classes :]
    assert len(p) == classes
    maps = np.array(
        [
            [
                correlate2d(picture, kernel, mode="same") + bias
                for kernel, bias in zip(kernels, biases)
            ]
            for picture in pictures
        ]
    )
    maps = np.maximum(maps, 0)
    pooled = maps.reshape(batch, filters, side // 2, 2, side // 2, 2).max(axis=(3, 5))
    return pooled.reshape(batch, n_pooled) @ weights + p


def cnn_case() -> dict:
    side, filters, classes = 4, 2, 3
    pictures = np.abs(numbers(14, 3 * side * side)).reshape(3, side, side)
    targets = np.array([2, 0, 1])
    parameters = numbers(7, filters * 9 + filters + filters * (side // 2) ** 2 * classes + classes)

    def loss(p):
        return cross_entropy(cnn_outputs(p, filters, classes, pictures), targets)

    gradient = finite_differences(loss, parameters)
    # No maximum or ReLU may change sides within a step, or the difference is no derivative.
    np.testing.assert_allclose(gradient, finite_differences(loss, parameters, 1e-4), atol=1e-6)
    return {
        "side": side,
        "filters": filters,
        "classes": classes,
        "inputs": pictures.reshape(3, side * side),
        "targets": targets,
        "parameters": parameters,
        "outputs": cnn_outputs(parameters, filters, classes, pictures),
        "loss": loss(parameters),
        "gradient": gradient,
    }


def metrics() -> dict:
    logits = 3 * numbers(8, 24).reshape(8, 3)
    truth = np.array([1, 0, 0, 0, 2, 0, 2, 2])
    answers = logits.argmax(axis=1)
    predicted, expected = numbers(9, 6), numbers(10, 6)
    return {
        "classification": {
            "logits": logits,
            "truth": truth,
            "probabilities": softmax(logits, axis=1),
            "cross_entropy": log_loss(truth, softmax(logits, axis=1)),
            "accuracy": accuracy_score(truth, answers),
            "confusion": confusion_matrix(truth, answers),
        },
        "regression": {
            "outputs": predicted,
            "targets": expected,
            "mean_squared_error": mean_squared_error(expected, predicted),
        },
    }


def sgd(start: np.ndarray, gradients: np.ndarray, rate: float, momentum: float) -> list:
    """v ← momentum·v + g; w ← w − rate·v, from v = 0 (no damping)."""
    steps, w, v = [], start, np.zeros_like(start)
    for g in gradients:
        v = momentum * v + g
        w = w - rate * v
        steps.append(w)
    return steps


def adam(start: np.ndarray, gradients: np.ndarray, rate: float) -> list:
    """Kingma and Ba, 2015, algorithm 1, as it stands there."""
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    steps, w, m, v = [], start, np.zeros_like(start), np.zeros_like(start)
    for t, g in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        w = w - rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        steps.append(w)
    return steps


def optimizers() -> dict:
    start, gradients = numbers(11, 5), numbers(12, 15).reshape(3, 5)
    return {
        "start": start,
        "gradients": gradients,
        "sgd": {"rate": 0.1, "momentum": 0.9, "steps": sgd(start, gradients, 0.1, 0.9)},
        "adam": {"rate": 0.03, "steps": adam(start, gradients, 0.03)},
    }


def penalty() -> dict:
    """The gradient of l1·Σ|w| + l2/2·Σw² over the weights; biases (mask 0) are left alone."""
    parameters, mask = numbers(13, 6), np.array([1, 1, 1, 0, 1, 0])
    l1, l2 = 0.01, 0.3

    def value(p):
        return l1 * np.abs(p * mask).sum() + l2 / 2 * ((p * mask) ** 2).sum()

    gradient = finite_differences(value, parameters)
    return {"parameters": parameters, "weight_mask": mask, "l1": l1, "l2": l2, "gradient": gradient}


def plain(value):
    """Arrays as lists, and nine digits of each number: more than single precision holds."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        # Differences leave dust where the derivative is nought.
        return 0.0 if abs(value) < 1e-10 else float(f"{value:.9g}")
    return int(value) if isinstance(value, np.integer) else value


if __name__ == "__main__":
    reference = {
        "metrics": metrics(),
        "classifiers": [classifier_case(name, seed) for seed, name in enumerate(ACTIVATIONS, 1)],
        "regression": regression_case(),
        "cnn": cnn_case(),
        "optimizers": optimizers(),
        "penalty": penalty(),
    }
    text = json.dumps(plain(reference), separators=(",", ":"))
    # A line for each list: small, and a change shows where it is.
    for before, after in [('},"', '},\n"'), ('],"', '],\n"'), ("},{", "},\n{")]:
        text = text.replace(before, after)
    (Path(__file__).parent / "metrics.json").write_text(text + "\n")
