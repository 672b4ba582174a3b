"""Writes trades.arrow, the Arrow IPC file that the main job scans: 2000 rows in four batches.

    python make_trades.py trades.arrow
"""

import sys

import pyarrow as pa

ROWS, BATCH = 2_000, 600


def batch(start: int, stop: int) -> pa.RecordBatch:
    ids = range(start, stop)
    return pa.record_batch(
        {
            "id": pa.array(ids, pa.int64()),
            "price": pa.array([i * 0.25 for i in ids], pa.float64()),
            "symbol": pa.array([None if i % 10 == 9 else f"sym{i % 7}" for i in ids], pa.utf8()),
            "day": pa.array([i % 365 for i in ids], pa.date32()),
            "venue": pa.array([("XLON", "XNYS", "XTKS")[i % 3] for i in ids]).dictionary_encode(),
        }
    )


with pa.OSFile(sys.argv[1], "wb") as sink:
    first = batch(0, BATCH)
    with pa.ipc.new_file(sink, first.schema) as writer:
        for start in range(0, ROWS, BATCH):
            writer.write_batch(batch(start, min(start + BATCH, ROWS)))
