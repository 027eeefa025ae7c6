"""Opens a safetensors file with its own Python library and says what is in it, as JSON.

    pip install -r models/requirements.txt
    python3 models/check_safetensors.py weights.safetensors

Prints `{"metadata": {...}, "tensors": [{"name", "dtype", "shape", "sum"}, ...]}`, the tensors in
the order of their names. A file that cannot be read gives one line on stderr and exit status 1.
"""

import json
import sys

import numpy as np
from safetensors import SafetensorError, safe_open


def contents(path: str) -> dict:
    with safe_open(path, framework="numpy") as file:
        tensors = [(name, file.get_tensor(name)) for name in sorted(file.keys())]
        return {
            "metadata": file.metadata() or {},
            "tensors": [
                {
                    "name": name,
                    "dtype": str(tensor.dtype),
                    "shape": list(tensor.shape),
                    "sum": float(np.sum(tensor, dtype=np.float64)),
                }
                for name, tensor in tensors
            ],
        }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: check_safetensors.py FILE")
    try:
        print(json.dumps(contents(sys.argv[1])))
    except (OSError, SafetensorError) as error:
        sys.exit(f"{sys.argv[1]} is not a readable safetensors file: {error}")
