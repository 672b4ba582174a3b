"""The released VGI client against our demo worker: what a user of an engine would do."""

from __future__ import annotations

import datetime
import functools
import json
import multiprocessing
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from peers import scratch, tcp_worker
from vgi.arguments import Arguments
from vgi.catalog.catalog_interface import SchemaObjectType
from vgi.client import Client, ClientError
from vgi.client.catalog_mixin import CatalogClientError

WORKER = shlex.split(os.environ["MILLRACE_WORKER"])
MAIN = ["main"]


def args(*positional: object, **named: object) -> Arguments:
    """Arguments of a call, plain Python values as Arrow scalars."""
    return Arguments(
        positional=tuple(value if isinstance(value, pa.Scalar) else pa.scalar(value) for value in positional),
        named={name: pa.scalar(value) for name, value in named.items()},
    )


@pytest.fixture(params=["stdio", "launch", "tcp"], scope="module")
def connect(request: pytest.FixtureRequest) -> Iterator[Callable[..., Client]]:
    """Makes clients of one worker over a transport; over stdio each connection starts a worker."""
    if request.param == "stdio":
        yield functools.partial(Client, server_path=WORKER, passthrough_stderr=True)
    elif request.param == "launch":
        with scratch() as state:
            state.chmod(0o700)
            yield functools.partial(Client.from_launch, WORKER, idle_timeout=3.0, state_dir=str(state))
    else:
        with tcp_worker(WORKER) as (host, port):
            yield functools.partial(Client.from_tcp, host, port)


@pytest.fixture(scope="module")
def client(connect: Callable[..., Client]) -> Iterator[Client]:
    """A started client with one connection, which every test leaves usable."""
    with connect(worker_limit=1) as started:
        yield started


def scalar(client: Client, function: str, batches: list[pa.RecordBatch], *constants: object) -> list[object]:
    """The results of a scalar function, row by row."""
    results = client.scalar_function(
        function_name=function, schema_path=MAIN, arguments=args(*constants), input=iter(batches)
    )
    values: list[object] = []
    for batch in results:
        assert batch.schema.names == ["result"]
        values.extend(batch.column(0).to_pylist())
    return values


def table(client: Client, function: str, arguments: Arguments, **options: object) -> pa.Table:
    """All rows of a table function."""
    batches = list(client.table_function(function_name=function, schema_path=MAIN, arguments=arguments, **options))
    return pa.Table.from_batches(batches)


def test_upper_case(client: Client) -> None:
    """Texts of every kind, in several batches, with NULLs and without."""
    texts: list[list[str | None]] = [
        ["alice", None, "", "Straße", "naïve é", "x" * 1000],
        ["plain ascii", "z{|}~`@[", "MiXeD 123"],
        [None, None],
        ["ascii with null", None, "abc xyz"],
    ]
    batches = [pa.record_batch({"v": pa.array(batch, pa.utf8())}) for batch in texts]
    batches.append(batches[0].slice(2, 3))
    batches.append(batches[3].slice(1, 2))
    expected = [text if text is None else text.upper() for batch in batches for text in batch.column(0).to_pylist()]
    assert scalar(client, "upper_case", batches) == expected


def test_multiply(client: Client) -> None:
    """A constant at bind, a column in batches; narrower integers are widened."""
    batches = [
        pa.record_batch({"v": pa.array([1, None, -(2**40)], pa.int64())}),
        pa.record_batch({"v": pa.array([7] * 5000, pa.int64())}),
    ]
    assert scalar(client, "multiply", batches, -3) == [-3, None, 3 * 2**40] + [-21] * 5000
    narrow = [pa.record_batch({"v": pa.array([1, None, -5], pa.int16())})]
    assert scalar(client, "multiply", narrow, pa.scalar(4, pa.int32())) == [4, None, -20]


def children() -> set[int]:
    """Processes that this one started and that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            state, parent = status.rpartition(")")[2].split()[:2]
            if int(parent) == os.getpid() and state != "Z":
                found.add(int(entry.name))
    return found


def test_numbers_on_four_workers(
    connect: Callable[..., Client], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four connections together yield each number exactly once; over stdio they are four processes."""
    monkeypatch.setattr(os, "cpu_count", lambda: 4)  # the client opens no more connections than there are cores
    count, most = 1_000_003, 0
    before = children()
    seen = bytearray(count)
    with connect(worker_limit=4) as client:
        for batch in client.table_function(
            function_name="numbers", schema_path=MAIN, arguments=args(count, batch_size=10_000)
        ):
            assert batch.schema == pa.schema({"n": pa.int64()})
            for number in batch.column(0).to_pylist():
                seen[number] += 1
            most = max(most, len(children() - before))
    assert seen == b"\x01" * count
    if "stdio" in request.node.name:
        assert most == 4, f"{most} worker processes at a time"


@pytest.mark.parametrize(("count", "batch_size"), [(0, 10), (1, 1), (10, 3), (5000, 0), (7, 1000)])
def test_numbers(client: Client, count: int, batch_size: int) -> None:
    """Empty, uneven and chosen batch sizes."""
    batches = list(
        client.table_function(
            function_name="numbers", schema_path=MAIN, arguments=args(count, batch_size=batch_size)
        )
    )
    assert sorted(n for batch in batches for n in batch.column(0).to_pylist()) == list(range(count))
    if batch_size:
        assert all(batch.num_rows <= batch_size for batch in batches)


def test_no_columns_wanted(client: Client) -> None:
    """A projection of nothing still tells how many rows there are."""
    batches = client.table_function(
        function_name="numbers", schema_path=MAIN, arguments=args(12345, batch_size=1000), projection_ids=[]
    )
    rows = 0
    for batch in batches:
        assert batch.num_columns == 0
        rows += batch.num_rows
    assert rows == 12345


def test_reader_that_stops_early(client: Client) -> None:
    """A scan given up half-way leaves the client usable."""
    rows = client.table_function(function_name="numbers", schema_path=MAIN, arguments=args(10**12, batch_size=100))
    assert next(rows).num_rows == 100
    rows.close()
    assert table(client, "numbers", args(3)).num_rows == 3


ERRORS = [
    ("numbers", args(-1), "ArgumentValidationError", "'count' of 'numbers' must be >= 0"),
    ("numbers", args(1, batch_size=-1), "ArgumentValidationError", "'batch_size' of 'numbers' must be >= 0"),
    ("numbers", args(), "ArgumentValidationError", "'count' of 'numbers' is missing"),
    ("numbers", args("many"), "ArgumentValidationError", "must be int64, got 'many' of type utf8"),
    ("numbers", args(pa.scalar(None, pa.int64())), "ArgumentValidationError", "cannot be NULL"),
    ("numbers", args(1, stride=2), "InvalidArgumentError", "has no named argument 'stride'"),
    ("numbers", args(1, 2), "InvalidArgumentError", "by position, not 2"),
    ("nubmers", args(1), "NotFoundError", "Unknown function 'nubmers'. Did you mean numbers?"),
    ("upper_case", args(), "InvalidArgumentError", "'upper_case' is a scalar function"),
    ("arrow_file", args("/nowhere/at.all"), "NotFoundError", "/nowhere/at.all"),
]


@pytest.mark.parametrize(("function", "arguments", "kind", "text"), ERRORS, ids=[f"{e[0]}-{i}" for i, e in enumerate(ERRORS)])
def test_errors_of_bind(client: Client, function: str, arguments: Arguments, kind: str, text: str) -> None:
    """A wrong call is told by name and reason, and the connection goes on."""
    with pytest.raises(ClientError) as raised:
        table(client, function, arguments)
    assert kind in str(raised.value)
    assert text in str(raised.value)
    assert table(client, "numbers", args(2)).num_rows == 2


def test_wrong_input_columns(client: Client) -> None:
    """The columns of a scalar call are checked when it is bound."""
    with pytest.raises(ClientError, match="must be utf8, got a column of int64"):
        scalar(client, "upper_case", [pa.record_batch({"v": [1]})])
    with pytest.raises(ClientError, match="takes 1 columns, got 2"):
        scalar(client, "upper_case", [pa.record_batch({"v": ["a"], "w": ["b"]})])


def trades(rows: int) -> pa.Table:
    """A table with a column of many kinds, nested and dictionary-encoded ones included."""
    numbers = range(rows)
    return pa.table(
        {
            "id": pa.array(numbers, pa.int64()),
            "price": pa.array([None if i % 11 == 3 else i / 8 for i in numbers], pa.float64()),
            "name": pa.array([None if i % 7 == 0 else "n" * (i % 40) for i in numbers], pa.utf8()),
            "wide": pa.array([f"w{i}" for i in numbers], pa.large_utf8()),
            "view": pa.array([f"a text longer than twelve bytes {i}" for i in numbers], pa.string_view()),
            "flag": pa.array([i % 3 == 0 for i in numbers], pa.bool_()),
            "day": pa.array([datetime.date(2026, 1, 1 + i % 28) for i in numbers], pa.date32()),
            "list": pa.array([[i] * (i % 4) for i in numbers], pa.list_(pa.int32())),
            "struct": pa.array([{"a": i, "b": str(i)} for i in numbers], pa.struct({"a": pa.int16(), "b": pa.utf8()})),
            "venue": pa.array([("XLON", "XNYS", "XTKS")[i % 3] for i in numbers]).dictionary_encode(),
        }
    )


@pytest.mark.parametrize("form", ["file", "stream"])
def test_arrow_file(connect: Callable[..., Client], tmp_path: Path, form: str) -> None:
    """What pyarrow wrote comes back value for value, over one connection and over several."""
    written = trades(5000)
    path = tmp_path / f"trades.{form}"
    with pa.OSFile(str(path), "wb") as sink:
        make = pa.ipc.new_file if form == "file" else pa.ipc.new_stream
        with make(sink, written.schema) as writer:
            writer.write_table(written, max_chunksize=700)
    with connect(worker_limit=1) as client:
        read = table(client, "arrow_file", args(str(path)))
        assert read.schema == written.schema
        assert read.equals(written)
        some = table(client, "arrow_file", args(str(path)), projection_ids=[9, 4, 0])
        assert some.equals(written.select(["venue", "view", "id"]))
    with connect(worker_limit=3) as client:
        rows = table(client, "arrow_file", args(str(path))).to_pylist()
        assert sorted(rows, key=lambda row: row["id"]) == written.to_pylist()


@pytest.mark.parametrize("content", [b"", b"ARROW1", b"ARROW1\0\0 and then nothing of the kind ARROW1", b"\xff" * 64])
def test_arrow_file_that_is_none(client: Client, tmp_path: Path, content: bytes) -> None:
    """Broken files end in a typed error."""
    path = tmp_path / "broken.arrow"
    path.write_bytes(content)
    with pytest.raises(ClientError, match="MalformedException"):
        table(client, "arrow_file", args(str(path)))
    assert table(client, "numbers", args(2)).num_rows == 2


def echoed(client: Client, batches: list[pa.RecordBatch], **options: object) -> list[pa.RecordBatch]:
    """What a table-in-out function gives for batches of a table."""
    return list(
        client.table_in_out_function(function_name="echo", schema_path=MAIN, input=iter(batches), **options)
    )


@pytest.mark.parametrize("finalize", [True, False])
def test_echo_of_every_kind(client: Client, finalize: bool) -> None:
    """Columns of many kinds come back as they were, NULLs, slices and batches without rows included."""
    written = trades(5000)
    batches = written.to_batches(max_chunksize=700)
    batches[3:3] = [batches[0].slice(0, 0), batches[1].slice(13, 101)]
    back = echoed(client, batches, has_finalize=finalize)
    expected = pa.Table.from_batches(batches)
    assert back[0].schema == written.schema
    assert pa.Table.from_batches(back).to_pylist() == expected.to_pylist()


ECHOED = [
    pa.array([None, None], pa.null()),
    pa.array([True, None, False]),
    *[pa.array([1, None, 3], getattr(pa, name)()) for name in ("int8", "int16", "int32", "int64")],
    *[pa.array([1, None, 3], getattr(pa, name)()) for name in ("uint8", "uint16", "uint32", "uint64")],
    *[pa.array([0.5, None, -2], getattr(pa, name)()) for name in ("float32", "float64")],
    pa.array([1.5, None], pa.float16()),
    pa.array([None, 12345], pa.decimal128(20, 2)),
    pa.array([-7, None], pa.decimal256(50, 3)),
    pa.array([1, None], pa.date32()),
    pa.array([86400000, None], pa.date64()),
    pa.array([1, None], pa.time32("s")),
    pa.array([1000, None], pa.time64("ns")),
    pa.array([1, None], pa.timestamp("us")),
    pa.array([1000, None], pa.timestamp("ns", tz="UTC")),
    pa.array([1, None], pa.duration("ms")),
    pa.array([(1, 2, 3), None], pa.month_day_nano_interval()),
    pa.array(["a", None, "straße" * 9], pa.utf8()),
    pa.array(["a", None, "x" * 40], pa.large_utf8()),
    pa.array(["a", None, "x" * 40], pa.string_view()),
    pa.array([b"a", None, b""], pa.binary()),
    pa.array([b"a", None], pa.large_binary()),
    pa.array([b"a", None, b"y" * 40], pa.binary_view()),
    pa.array([b"abc", None], pa.binary(3)),
    pa.array([[1], None, [], [None, 2]], pa.list_(pa.int32())),
    pa.array([["a"], None], pa.large_list(pa.utf8())),
    pa.array([[1, 2], None], pa.list_(pa.int8(), 2)),
    pa.array([[1], None], pa.list_view(pa.int64())),
    pa.array([{"a": 1, "b": None}, None], pa.struct({"a": pa.int8(), "b": pa.utf8()})),
    pa.array([[("k", 1)], None, []], pa.map_(pa.utf8(), pa.int32())),
    pa.array(["x", None, "y", "x"]).dictionary_encode(),
    pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])]),
    pa.UnionArray.from_dense(
        pa.array([1, 0, 1], pa.int8()), pa.array([0, 0, 1], pa.int32()), [pa.array([1]), pa.array(["a", None])]
    ),
    pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["r", None])),
]


@pytest.mark.parametrize("column", ECHOED, ids=[str(column.type) for column in ECHOED])
def test_echo_of_a_type(client: Client, column: pa.Array) -> None:
    """Every type there is, one at a time: values, NULLs, a slice, no rows."""
    whole = pa.record_batch({"c": column})
    batches = [whole, whole.slice(1, 1), whole.slice(0, 0), whole]
    back = echoed(client, batches)
    assert back[0].schema == whole.schema
    values = [value for batch in back for value in batch.column(0).to_pylist()]
    assert values == [value for batch in batches for value in batch.column(0).to_pylist()]


def test_echo_of_some_columns(client: Client) -> None:
    """A projection leaves columns out, in the order asked for."""
    written = trades(1000)
    back = pa.Table.from_batches(echoed(client, written.to_batches(max_chunksize=300), projection_ids=[9, 4, 0]))
    assert back.equals(written.select(["venue", "view", "id"]))


def test_echo_over_several_connections(connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    """The streams of one call each answer their own part of the input."""
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    batches = trades(4000).to_batches(max_chunksize=100)
    with connect(worker_limit=3) as client:
        rows = [row for batch in echoed(client, batches) for row in batch.to_pylist()]
    assert sorted(rows, key=lambda row: row["id"]) == pa.Table.from_batches(batches).to_pylist()


def test_echo_that_goes_wrong(client: Client) -> None:
    """Wrong calls are told by name and reason, and the next one works."""
    batch = pa.record_batch({"v": [1, 2, 3]})
    with pytest.raises(ClientError, match="'echo' takes a table, but the call has none"):
        table(client, "echo", args())
    with pytest.raises(ClientError, match="by position, not 1"):
        echoed(client, [batch], arguments=args(5))
    with pytest.raises(ClientError, match="takes no input rows"):
        list(
            client.table_in_out_function(
                function_name="numbers", schema_path=MAIN, arguments=args(1), input=iter([batch])
            )
        )
    with pytest.raises(ClientError, match="projection_ids holds 7"):
        echoed(client, [batch], projection_ids=[7])
    assert echoed(client, [batch])[0].equals(batch)


#: How a process ends that left as it should.
LEFT = 17


def leave(connect: Callable[..., Client]) -> None:
    """Ends this process between the first row of a call and its last."""
    with connect(worker_limit=1) as leaving:
        batches = [pa.record_batch({"v": [1, 2, 3]})] * 50
        next(leaving.table_in_out_function(function_name="echo", schema_path=MAIN, input=iter(batches)))
        os._exit(LEFT)


def test_echo_given_up(connect: Callable[..., Client], client: Client) -> None:
    """A client that goes away half-way does no harm to others.

    It is a process of its own and dies, for a client that is stopped while its threads still write
    to the stream spoils that stream, and sometimes itself.
    """
    leaving = multiprocessing.get_context("spawn").Process(target=leave, args=(connect,))
    leaving.start()
    leaving.join()
    assert leaving.exitcode == LEFT
    batch = pa.record_batch({"v": [1, 2, 3]})
    assert echoed(client, [batch])[0].equals(batch)


def test_catalog(client: Client) -> None:
    """Attach and browse, piece by piece and as a whole."""
    assert [info.name for info in client.catalogs()] == ["demo"]
    attached = client.catalog_attach(name="demo", data_version_spec=None, implementation_version=None)
    data = attached.attach_opaque_data
    assert attached.default_schema == "main"
    assert attached.supports_catalog_contents
    assert client.catalog_version(attach_opaque_data=data) == attached.catalog_version
    assert [schema.path for schema in client.schemas(attach_opaque_data=data)] == [MAIN]
    assert client.schema_get(attach_opaque_data=data, path=["nowhere"]) is None
    assert client.table_get(attach_opaque_data=data, schema_path=MAIN, name="none") is None

    def functions(kind: SchemaObjectType) -> dict[str, object]:
        found = client.schema_contents(attach_opaque_data=data, path=MAIN, type=kind)
        return {function.name: function for function in found}

    scalars = functions(SchemaObjectType.SCALAR_FUNCTION)
    tables = functions(SchemaObjectType.TABLE_FUNCTION)
    assert set(scalars) == {"upper_case", "multiply"}
    assert set(tables) == {"numbers", "arrow_file", "echo"}
    assert functions(SchemaObjectType.AGGREGATE_FUNCTION) == {}

    arguments = pa.ipc.read_schema(pa.py_buffer(tables["numbers"].arguments))
    assert arguments.names == ["count", "batch_size"]
    assert arguments.field("count").metadata[b"vgi_range"] == b"[0, +inf)"
    assert arguments.field("batch_size").metadata[b"vgi_arg"] == b"named"
    assert json.loads(arguments.field("batch_size").metadata[b"vgi_default"]) == 0
    data_field = pa.ipc.read_schema(pa.py_buffer(tables["echo"].arguments)).field("data")
    assert data_field.type == pa.null()
    assert data_field.metadata[b"vgi_type"] == b"table"
    assert not tables["echo"].has_finalize
    factor = pa.ipc.read_schema(pa.py_buffer(scalars["multiply"].arguments)).field("factor")
    assert factor.metadata[b"vgi_const"] == b"true"

    contents = client.contents(attach_opaque_data=data)
    assert [info.schema.path for info in contents.schemas] == [MAIN]
    assert {f.name for f in contents.schemas[0].scalar_functions} == set(scalars)
    assert {f.name for f in contents.schemas[0].table_functions} == set(tables)
    assert client.contents(attach_opaque_data=data, if_none_match=contents.etag).not_modified
    snapshot = client.load_catalog(attach=attached)
    assert snapshot is not None
    client.catalog_detach(attach_opaque_data=data)
    client.catalog_detach(attach_opaque_data=data)


def test_refused_catalog_calls(client: Client) -> None:
    """Changes, unknown catalogs, versions and attach data are refused with the texts engines look for."""
    with pytest.raises(CatalogClientError, match="No worker handles catalog 'other'"):
        client.catalog_attach(name="other", data_version_spec=None, implementation_version=None)
    with pytest.raises(CatalogClientError, match="Unsupported data_version_spec"):
        client.catalog_attach(name="demo", data_version_spec=">1", implementation_version=None)
    with pytest.raises(CatalogClientError, match="Unknown ATTACH option 'x'"):
        client.catalog_attach(name="demo", options={"x": 1}, data_version_spec=None, implementation_version=None)
    data = client.catalog_attach(name="demo", data_version_spec=None, implementation_version=None).attach_opaque_data
    with pytest.raises(CatalogClientError, match="catalog is read-only"):
        client.schema_create(attach_opaque_data=data, path=["new"])
    with pytest.raises(CatalogClientError, match="catalog is read-only"):
        client.table_drop(attach_opaque_data=data, schema_path=MAIN, name="none")
    with pytest.raises(CatalogClientError, match="catalog is read-only"):
        client.catalog_drop(name="demo")
    with pytest.raises(CatalogClientError, match="NotFoundError"):
        client.schemas(attach_opaque_data=b"not ours")


def cli(*arguments: object) -> str:
    """What the released command line prints."""
    command = [str(Path(sys.executable).with_name("vgi-client")), *map(str, arguments), "-w", shlex.join(WORKER)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_command_line(tmp_path: Path) -> None:
    """The released command line: a table, a scalar, the catalog."""
    rows = cli("--function", "numbers", "--args", "[3]", "--named-arg", "batch_size=2", "-f", "csv", "-o", "-")
    header, *values = rows.split()
    assert header.strip('"') == "n"
    assert sorted(values) == ["0", "1", "2"]  # two workers scan: the batches come in any order
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pa.parquet.write_table(pa.table({"v": ["grain", None]}), source)
    cli("--function", "upper_case", "-t", "scalar", "--input", source, "-f", "parquet", "-o", target)
    assert pa.parquet.read_table(target).column(0).to_pylist() == ["GRAIN", None]
    assert "demo" in cli("catalog", "list")
    assert "attach_opaque_data" in cli("catalog", "attach", "demo")
