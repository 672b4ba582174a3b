"""The released client of the earlier line (vgi-python 0.28.1, vgi-rpc 0.42.1) against our demo worker."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from peers import first_line, scratch, unix_worker
from vgi.arguments import Arguments
from vgi.catalog.catalog_interface import SchemaObjectType
from vgi.client import Client, ClientError
from vgi.client.catalog_mixin import CatalogClientError
from vgi.invocation import FunctionType
from vgi.protocol import BindRequest, InitRequest, VgiProtocol
from vgi_rpc import WorkerPool
from vgi_rpc import connect as open_connection
from vgi_rpc import shm as side_channel
from vgi_rpc.rpc import RpcError

WORKER = shlex.split(os.environ["MILLRACE_WORKER"])
RELAY = [sys.executable, str(Path(__file__).with_name("relay.py"))]
SEGMENT = 32 << 20

Connect = Callable[..., Client]


def args(*positional: object, **named: object) -> Arguments:
    """Arguments of a call, plain Python values as Arrow scalars."""
    return Arguments(
        positional=tuple(pa.scalar(value) for value in positional),
        named={name: pa.scalar(value) for name, value in named.items()},
    )


@pytest.fixture(params=["stdio-auto", "unix-1.3"], scope="module")
def connect(request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Makes clients of a worker; over stdio each connection starts one, over the socket they share it."""
    transport, line = request.param.split("-")
    command = [*WORKER, "--compat", line]

    def client(command: list[str], **options: object) -> Client:
        options.setdefault("pool", None)
        return Client(server_path=command, passthrough_stderr=True, **options)

    if transport == "stdio":
        yield lambda **options: client(command, **options)
    else:
        with unix_worker(command, "--idle-timeout", "60") as (_, path):
            yield lambda **options: client([*RELAY, path], **options)


@pytest.fixture(scope="module")
def client(connect: Connect) -> Iterator[Client]:
    """A started client with one connection, which every test leaves usable."""
    with connect(worker_limit=1) as started:
        yield started


@pytest.fixture
def raw() -> Iterator[object]:
    """The protocol's own proxy on one connection, for what the client does not offer."""
    with open_connection(VgiProtocol, [*WORKER, "--compat", "1.3"]) as proxy:
        yield proxy


@pytest.fixture
def pointers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the pointer batches that the client resolves, for clients with a segment."""
    seen = [0]
    resolve = side_channel.resolve_shm_batch

    def counting(batch: pa.RecordBatch, metadata: object, *rest: object, **named: object) -> object:
        if batch.num_rows == 0 and metadata is not None and b"vgi_rpc.shm_offset" in metadata:
            seen[0] += 1
        return resolve(batch, metadata, *rest, **named)

    for module in list(sys.modules.values()):
        if getattr(module, "resolve_shm_batch", None) is resolve:
            monkeypatch.setattr(module, "resolve_shm_batch", counting)
    return seen


def numbers(client: Client, count: int, **named: object) -> list[int]:
    """All numbers of a scan."""
    batches = client.table_function(function_name="numbers", schema_name="main", arguments=args(count, **named))
    return [number for batch in batches for number in batch.column(0).to_pylist()]


def scalar(client: Client, function: str, batches: list[pa.RecordBatch], *constants: object) -> list[object]:
    """The results of a scalar function, row by row."""
    results = client.scalar_function(
        function_name=function, schema_name="main", arguments=args(*constants), input=iter(batches)
    )
    return [value for batch in results for value in batch.column(0).to_pylist()]


def echo(client: Client, batches: list[pa.RecordBatch], **options: object) -> list[pa.RecordBatch]:
    """What the table-in-out function gives back."""
    return list(
        client.table_in_out_function(function_name="echo", schema_name="main", input=iter(batches), **options)
    )


def table(rows: int) -> pa.RecordBatch:
    """A batch of several types."""
    return pa.record_batch(
        {
            "n": pa.array(range(rows), pa.int64()),
            "s": pa.array([None if i % 7 == 0 else f"text {i}" for i in range(rows)], pa.utf8()),
            "f": pa.array([i / 8 for i in range(rows)], pa.float64()),
            "l": pa.array([[i] * (i % 3) for i in range(rows)], pa.list_(pa.int32())),
            "d": pa.array([("x", "y", "z")[i % 3] for i in range(rows)], pa.utf8()).dictionary_encode(),
        }
    )


def test_scalars(client: Client) -> None:
    """A column of texts, and a column with a constant."""
    texts = [pa.record_batch({"v": pa.array(["alice", None, "é", "x" * 100])})] * 3
    assert scalar(client, "upper_case", texts) == ["ALICE", None, "É", "X" * 100] * 3
    values = [pa.record_batch({"v": pa.array([1, None, 7], pa.int64())})]
    assert scalar(client, "multiply", values, 6) == [6, None, 42]


@pytest.mark.parametrize(("count", "batch_size"), [(0, 10), (1, 1), (10, 3), (5000, 0)])
def test_numbers(client: Client, count: int, batch_size: int) -> None:
    """Empty, uneven and chosen batch sizes."""
    assert numbers(client, count, batch_size=batch_size) == list(range(count))


def test_numbers_on_four_connections(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four connections together yield each number exactly once."""
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    with connect(worker_limit=4) as client:
        found = numbers(client, 200_003, batch_size=1000)
    assert sorted(found) == list(range(200_003))


def test_echo(client: Client) -> None:
    """Every row comes back as it was, also when only some columns are wanted."""
    rows = [table(1000), table(1), table(0), table(3000)]
    for sent, received in zip(rows, echo(client, rows), strict=True):
        assert received.equals(sent)
    (some,) = echo(client, [table(10)], projection_ids=[3, 0])
    assert some.equals(table(10).select(["l", "n"]))


def test_reader_that_stops_early(connect: Connect) -> None:
    """A scan given up half-way ends; this client drops the connection then, so the next one is new."""
    with connect(worker_limit=1) as client:
        rows = client.table_function(
            function_name="numbers", schema_name="main", arguments=args(10**12, batch_size=100)
        )
        assert next(rows).num_rows == 100
        rows.close()
    with connect(worker_limit=1) as client:
        assert numbers(client, 3) == [0, 1, 2]


def test_cancel(raw: object) -> None:
    """A stream that is cancelled in good order leaves its connection usable."""
    bind = BindRequest(
        function_name="numbers",
        arguments=args(10**12, batch_size=100),
        function_type=FunctionType.TABLE,
        input_schema=None,
        settings=None,
        secrets=None,
        attach_opaque_data=None,
        transaction_opaque_data=None,
        schema_name="main",
    )
    bound = raw.bind(request=bind)
    stream = raw.init(
        request=InitRequest(bind_call=bind, output_schema=bound.output_schema, bind_opaque_data=bound.opaque_data)
    )
    assert stream.header.max_workers == 4
    assert stream.tick().batch.num_rows == 100
    stream.cancel()
    assert raw.bind(request=bind).output_schema == bound.output_schema


def test_projection_of_nothing(client: Client) -> None:
    """Batches without columns still count rows."""
    batches = client.table_function(
        function_name="numbers", schema_name="main", arguments=args(12345, batch_size=1000), projection_ids=[]
    )
    assert sum(batch.num_rows for batch in batches) == 12345


def test_segment(connect: Connect, monkeypatch: pytest.MonkeyPatch, pointers: list[int]) -> None:
    """Large batches stay in the segment that the client offers, in both directions."""
    monkeypatch.setenv("VGI_RPC_SHM_MIN_BATCH_BYTES", "20000")  # the worker's threshold over stdio
    pool = WorkerPool(max_idle=1, shm_size=SEGMENT)
    try:
        with connect(worker_limit=1, pool=pool) as client:
            assert numbers(client, 300_000, batch_size=50_000) == list(range(300_000))
            assert pointers[0] >= 6
            before = pointers[0]
            rows = [table(50_000), table(10), table(20_001)]
            for sent, received in zip(rows, echo(client, rows), strict=True):
                assert received.equals(sent)
            assert pointers[0] > before
            assert scalar(client, "upper_case", [pa.record_batch({"v": ["ab"] * 100_000})]) == ["AB"] * 100_000
    finally:
        pool.close()


ERRORS = [
    ("numbers", args(-1), "'count' of 'numbers' must be >= 0"),
    ("numbers", args("many"), "must be int64, got 'many' of type utf8"),
    ("numbers", args(1, stride=2), "has no named argument 'stride'"),
    ("nubmers", args(1), "Unknown function 'nubmers'. Did you mean numbers?"),
    ("upper_case", args(), "'upper_case' is a scalar function"),
]


@pytest.mark.parametrize(("function", "arguments", "text"), ERRORS, ids=[f"{e[0]}-{i}" for i, e in enumerate(ERRORS)])
def test_errors_of_bind(client: Client, function: str, arguments: Arguments, text: str) -> None:
    """A wrong call is told by its reason, and the connection goes on."""
    with pytest.raises(ClientError) as raised:
        list(client.table_function(function_name=function, schema_name="main", arguments=arguments))
    assert text in str(raised.value)
    assert numbers(client, 2) == [0, 1]


def test_catalog(client: Client) -> None:
    """Attach and browse."""
    assert [info.name for info in client.catalogs()] == ["demo"]
    attached = client.catalog_attach(name="demo", options=None, data_version_spec=None, implementation_version=None)
    data = attached.attach_opaque_data
    assert attached.default_schema == "main"
    assert client.catalog_version(attach_opaque_data=data) == attached.catalog_version
    (schema,) = client.schemas(attach_opaque_data=data)
    assert (schema.name, schema.attach_opaque_data) == ("main", data)
    assert client.schema_get(attach_opaque_data=data, name="nowhere") is None
    assert client.table_get(attach_opaque_data=data, schema_name="main", name="none") is None

    def functions(kind: SchemaObjectType) -> dict[str, object]:
        found = client.schema_contents(attach_opaque_data=data, name="main", type=kind)
        return {function.name: function for function in found}

    scalars = functions(SchemaObjectType.SCALAR_FUNCTION)
    tables = functions(SchemaObjectType.TABLE_FUNCTION)
    assert {"upper_case", "multiply"} <= set(scalars)
    assert {"numbers", "arrow_file", "echo"} <= set(tables)
    assert schema.estimated_object_count["scalar_function"] == len(scalars)
    assert schema.estimated_object_count["table_function"] == len(tables)
    assert functions(SchemaObjectType.AGGREGATE_FUNCTION) == {}
    arguments = pa.ipc.read_schema(pa.py_buffer(tables["numbers"].arguments))
    assert arguments.names == ["count", "batch_size"]
    assert arguments.field("batch_size").metadata[b"vgi_default"] == b"0"
    data_argument = pa.ipc.read_schema(pa.py_buffer(tables["echo"].arguments)).field(0)
    assert data_argument.metadata[b"vgi_type"] == b"table"


def test_refused_catalog_calls(client: Client) -> None:
    """Changes, unknown catalogs and versions are refused with the texts engines look for."""

    def attach(name: str, version: str | None) -> object:
        return client.catalog_attach(
            name=name, options=None, data_version_spec=version, implementation_version=None
        )

    with pytest.raises(CatalogClientError, match="No worker handles catalog 'other'"):
        attach("other", None)
    with pytest.raises(CatalogClientError, match="Unsupported data_version_spec"):
        attach("demo", ">1")
    data = attach("demo", None).attach_opaque_data
    with pytest.raises(CatalogClientError, match="catalog is read-only"):
        client.schema_create(attach_opaque_data=data, name="new")
    with pytest.raises(CatalogClientError, match="catalog is read-only"):
        client.table_drop(attach_opaque_data=data, schema_name="main", name="none")
    with pytest.raises(CatalogClientError, match="NotFoundError"):
        client.schemas(attach_opaque_data=b"not ours")


def test_launched() -> None:
    """Started as launchers do: one line, many connections, gone after its idle time, socket included."""
    with scratch() as folder:
        path = folder / "w.sock"
        command = [*WORKER, "--compat", "1.3", "--unix", str(path), "--idle-timeout", "2.5"]
        worker = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        try:
            assert first_line(worker) == f"UNIX:{path}"
            for _ in range(3):
                with Client(server_path=[*RELAY, str(path)], pool=None, worker_limit=1) as client:
                    assert numbers(client, 3) == [0, 1, 2]
            assert worker.wait(timeout=30) == 0
            assert worker.stdout is not None
            assert worker.stdout.read() == b""
            assert not path.exists()
        finally:
            worker.kill()


def test_other_versions_are_told_apart() -> None:
    """A client of another version gets the words it looks for."""
    class Newer(VgiProtocol):
        protocol_version = "2.2.0"

    started = time.monotonic()
    with (
        open_connection(Newer, [*WORKER, "--compat", "1.3"]) as proxy,
        pytest.raises(RpcError, match="protocol_version mismatch"),
    ):
        proxy.catalog_catalogs()
    assert time.monotonic() - started < 60
