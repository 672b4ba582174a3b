#!/usr/bin/env python3
"""The three queries of the headline in a released engine, on our demo worker.

  jmh/engine.py [ROWS]      rows of `numbers` (400 million); `echo` takes a tenth of them, `upper_case` a fortieth

Starts itself again in the environment of spec/peers/setup-engine.sh, once for each line of the table that it prints:
over standard input and output and by `launch:`, without a segment and with one of 256 MiB, four threads, million rows
a second, the median of 5 runs after 2 and their range. Every result is checked.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKER = ROOT / "sdk-thin/target/millrace/bin/demo-worker"
SEGMENT = 256 << 20
WARM_UPS, RUNS = 2, 5


def queries(rows: int) -> list[tuple[int, str, int]]:
    """Rows, query and its result."""
    echo, texts = rows // 10, rows // 40
    total = rows * (rows - 1) // 2
    length = sum(len(str(10**d - 1)) * (min(10**d, texts) - min(10 ** (d - 1), texts)) for d in range(1, 19)) + 1
    return [
        (rows, f"SELECT sum(n) FROM demo.numbers({rows}, batch_size := 4000000)", total),
        (rows, f"SELECT sum(n) FROM demo.numbers({rows})", total),
        (echo, f"SELECT count(*) FROM demo.echo((SELECT * FROM demo.numbers({echo}, batch_size := 4000000)))", echo),
        (texts, f"SELECT sum(length(demo.upper_case(i::VARCHAR))) FROM range({texts}) t(i)", length),
    ]


def measure(extension: str, location: str, rows: int) -> None:
    """Prints the cells of a line."""
    import haybarn

    engine = haybarn.connect(config={"allow_unsigned_extensions": "true"})
    engine.execute(f"LOAD '{extension}'")
    engine.execute("SET threads = 4")
    engine.execute(f"ATTACH 'demo' AS demo (TYPE vgi, LOCATION '{location}')")
    for count, query, result in queries(rows):
        rates = []
        for _ in range(WARM_UPS + RUNS):
            start = time.perf_counter()
            answer = engine.execute(query).fetchall()
            rates.append(count / (time.perf_counter() - start) / 1e6)
            if answer != [(result,)]:
                sys.exit(f"{query}: {answer}, not {result}")
        rates = rates[WARM_UPS:]
        print(f" {statistics.median(rates):.1f} ({min(rates):.1f}-{max(rates):.1f}) |", end="", flush=True)
    print()


def main() -> None:
    """Prints the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000_000
    interpreter, extension = subprocess.run(
        [ROOT / "spec/peers/setup-engine.sh"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    print("| worker | segment | numbers, 4M batches | numbers, own batches | echo | upper_case |")
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        command = Path(folder, "demo")  # a name of its own, lest `launch:` finds a worker of another build
        command.symlink_to(WORKER)
        for prefix in "", "launch:":
            for segment in 0, SEGMENT:
                print(f"| {prefix or 'stdio'} | {segment >> 20} MiB |", end="", flush=True)
                subprocess.run(
                    [interpreter, __file__, "measure", extension, f"{prefix}{command} --compat auto", str(rows)],
                    check=True,
                    env={**os.environ, "VGI_RPC_SHM_SIZE_BYTES": str(segment)},
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main()
