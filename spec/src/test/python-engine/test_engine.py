"""A released engine (Haybarn 1.5.4rc1, whose extension speaks VGI 1.2.0) runs SQL on our demo worker.

Over standard input and output the engine starts a worker for each connection, by `launch:` one for all of them. Which
of the two runs of this file offers a shared segment, the environment says.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import haybarn
import pytest
from peers import scratch

WORKER = Path(os.environ["MILLRACE_WORKER"])
STAT = WORKER.with_name("millrace")
EXTENSION = os.environ["MILLRACE_ENGINE_EXTENSION"]
SEGMENT = os.environ.get("VGI_RPC_SHM_SIZE_BYTES", "0") != "0"
MARK = "MILLRACE_ENGINE_TEST"
NUMBERS = 20_000_000

Rows = list[tuple[object, ...]]


def workers() -> list[int]:
    """The processes that this run of the file has started as workers: they inherited its mark."""
    mark = f"{MARK}={os.environ[MARK]}".encode()
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and b"DemoWorker" in (process / "cmdline").read_bytes():
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
        except OSError:
            pass  # it ended meanwhile
    return found


def counted(counter: str) -> int:
    """What the live ones of those workers have counted, all together."""
    answer = subprocess.run([STAT, "stat", "--json"], capture_output=True, check=True).stdout
    mine = set(workers())
    return sum(w["counters"][counter] for w in json.loads(answer) if w["pid"] in mine)


def gone(limit_s: float) -> bool:
    """Whether all workers end within the time."""
    deadline = time.monotonic() + limit_s
    while workers() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not workers()


@pytest.fixture(params=["stdio", "launch"], scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[haybarn.DuckDBPyConnection]:
    """An engine of four threads with the demo catalog attached."""
    os.environ[MARK] = uuid.uuid4().hex
    with scratch() as directory:
        command = directory / "demo"  # a name of its own, lest `launch:` finds a worker of another run
        command.symlink_to(WORKER)
        location = f"{command} --compat auto"
        connection = haybarn.connect(config={"allow_unsigned_extensions": "true"})
        connection.execute(f"LOAD '{EXTENSION}'")
        connection.execute("SET threads = 4")
        prefix = "launch:" if request.param == "launch" else ""
        connection.execute(f"ATTACH 'demo' AS demo (TYPE vgi, LOCATION '{prefix}{location}')")
        yield connection
        connection.close()
        if request.param == "launch":
            for worker in workers():
                os.kill(worker, signal.SIGTERM)
        assert gone(20), f"still there: {workers()}"


@pytest.fixture
def sql(engine: haybarn.DuckDBPyConnection) -> Callable[[str], Rows]:
    """Runs a query to its end."""
    return lambda query: engine.execute(query).fetchall()


def test_the_catalog_is_browsed(sql: Callable[[str], Rows]) -> None:
    assert sql(
        "SELECT function_name, function_type, parameters, parameter_types, return_type"
        " FROM duckdb_functions() WHERE database_name = 'demo' AND schema_name = 'main' ORDER BY 1"
    ) == [
        ("arrow_file", "table", ["path"], ["VARCHAR"], None),
        ("echo", "table", ["data"], ["TABLE"], None),
        ("multiply", "scalar", ["value", "factor"], ["BIGINT", "BIGINT"], "BIGINT"),
        ("numbers", "table", ["count", "batch_size"], ["BIGINT", "BIGINT"], None),
        ("upper_case", "scalar", ["value"], ["VARCHAR"], "VARCHAR"),
    ]


@pytest.mark.parametrize("batch", ["", ", batch_size := 4000000", ", batch_size := 100003"])
def test_four_threads_get_each_number_once(sql: Callable[[str], Rows], batch: str) -> None:
    query = f"SELECT count(n), sum(n), min(n), max(n) FROM demo.numbers({NUMBERS}{batch})"
    assert sql(query) == [(NUMBERS, NUMBERS * (NUMBERS - 1) // 2, 0, NUMBERS - 1)]


def test_large_batches_go_through_the_segment_if_there_is_one(sql: Callable[[str], Rows]) -> None:
    sql(f"SELECT sum(n) FROM demo.numbers({NUMBERS}, batch_size := 4000000)")
    assert (counted("pointer-batches-out") > 0) == SEGMENT
    assert counted("batches-out") > 0
    assert counted("inline-fallbacks") == 0


def test_a_limit_ends_a_scan_early(sql: Callable[[str], Rows]) -> None:
    for _ in range(3):
        rows = sql("SELECT n FROM demo.numbers(1000000000000) LIMIT 3")  # any three: four threads ask at once
        assert len(set(rows)) == 3
        assert all(0 <= n < 1_000_000_000_000 for (n,) in rows)
    assert sql("SELECT sum(n) FROM demo.numbers(10)") == [(45,)]


def test_echo_gives_values_of_all_kinds_back(sql: Callable[[str], Rows]) -> None:
    source = """
        SELECT i AS id, i % 2 = 0 AS b, (i % 100)::TINYINT AS t, i::SMALLINT AS s, i::INTEGER AS i4, i * 1000000007 AS i8,
          (i % 256)::UTINYINT AS u1, i::UBIGINT AS u8, i / 7 AS f8, (i / 7)::FLOAT AS f4, (i / 8)::DECIMAL(18, 3) AS d,
          CASE WHEN i % 3 = 0 THEN NULL ELSE 'text ' || i END AS v, CASE WHEN i % 5 = 0 THEN NULL ELSE 'grün ☃ ' || i END AS w,
          ('bytes ' || i)::BLOB AS x, DATE '2020-01-01' + i::INTEGER AS day, TIMESTAMP '2020-01-01' + to_seconds(i) AS ts,
          TIMESTAMPTZ '2020-01-01 00:00:00+00' + to_seconds(i) AS tz, TIME '00:00:00' + to_seconds(i) AS tm,
          CASE WHEN i % 4 = 0 THEN NULL ELSE range(i % 4) END AS l, {'p': i, 'q': ['a' || i, NULL]} AS st,
          MAP {'k' || i: i} AS m, NULL::INTEGER AS nothing
        FROM range(5000) r(i)"""
    columns = "* REPLACE (tz::VARCHAR AS tz)"  # Python's time zones are not the matter here
    expected = sql(f"SELECT {columns} FROM ({source}) ORDER BY id")
    assert sql(f"SELECT {columns} FROM demo.echo(({source})) ORDER BY id") == expected


def test_echo_of_a_scan(sql: Callable[[str], Rows]) -> None:
    query = "SELECT count(*), sum(n) FROM demo.echo((SELECT * FROM demo.numbers(5000000, batch_size := 4000000)))"
    assert sql(query) == [(5_000_000, 5_000_000 * 4_999_999 // 2)]


def test_scalars(sql: Callable[[str], Rows]) -> None:
    assert sql("SELECT demo.upper_case(x) FROM (VALUES ('straße'), (NULL), (''), ('ab')) t(x)") == [
        ("STRASSE",),
        (None,),
        ("",),
        ("AB",),
    ]
    assert sql("SELECT sum(demo.multiply(i, 7)) FROM range(100000) t(i)") == [(7 * 100_000 * 99_999 // 2,)]
    assert sql(
        "SELECT count(*) FROM range(200000) t(i) WHERE demo.upper_case('row ' || i) = upper('row ' || i)"
    ) == [(200_000,)]


def test_an_error_reaches_the_one_who_asked(sql: Callable[[str], Rows]) -> None:
    for _ in range(2):
        with pytest.raises(haybarn.Error, match="Argument 'count' of 'numbers' must be >= 0, got -1"):
            sql("SELECT * FROM demo.numbers(-1)")
        assert sql("SELECT sum(n) FROM demo.numbers(10)") == [(45,)]


def test_queries_at_the_same_time(engine: haybarn.DuckDBPyConnection) -> None:
    answers: dict[int, Rows] = {}

    def run(k: int) -> None:
        cursor = engine.cursor()
        answers[k] = cursor.execute(f"SELECT sum(n), count(*) FROM demo.numbers({1_000_000 + k})").fetchall()

    threads = [threading.Thread(target=run, args=(k,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {
        k: [((1_000_000 + k) * (999_999 + k) // 2, 1_000_000 + k)] for k in range(6)
    }


def test_nothing_of_that_counts_as_wrong(sql: Callable[[str], Rows]) -> None:
    sql("SELECT count(*) FROM demo.echo((SELECT * FROM demo.numbers(100000)))")
    sql("SELECT sum(n) FROM demo.numbers(1000000)")
    assert workers()
    for counter in ("errors malformed", "errors INTERNAL", "errors UNKNOWN"):
        assert counted(counter) == 0, counter
    assert counted("allocations-live") == 0
