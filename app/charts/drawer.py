"""The process that draws, as its parent (`asking.py`) starts it: orders as lines of JSON in, drawings with their length out.

It alone loads the drawing library: a JavaScript engine of 100 MB that takes some more with each drawing.
"""

from __future__ import annotations

import json
import sys

from app.charts import drawing
from app.charts.orders import Order

DRAW = {"svg": drawing.svg, "png": drawing.png}
# Before the length: a drawing, or the words of what went wrong.
DRAWN, FAILED = b"+", b"-"


def main() -> None:
    """Draw until nobody asks any more."""
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        order = Order(**json.loads(line))
        try:
            mark, data = DRAWN, DRAW[order.kind](order)
        except Exception as error:
            mark, data = FAILED, f"{type(error).__name__}: {error}".encode()
        out.write(mark + len(data).to_bytes(8, "big") + data)
        out.flush()


if __name__ == "__main__":
    main()
