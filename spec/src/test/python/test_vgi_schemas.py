"""Every answer of the demo worker, held against the records the released package declares.

Engines compare the schema of each answer exactly, so nothing is read leniently here: requests are written and
answers read with pyarrow alone.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from vgi.catalog.catalog_interface import (
    CatalogAttachResult,
    CatalogInfo,
    FunctionInfo,
    SchemaInfo,
)
from vgi.invocation import BindResponse, GlobalInitResponse
from vgi.protocol import (
    BindRequest,
    CatalogAttachRequest,
    CatalogContentsResponse,
    CatalogCreateRequest,
    CatalogsResponse,
    CatalogVersionResponse,
    CopyFromFormatsResponse,
    FunctionsResponse,
    IndexCreateRequest,
    IndexesResponse,
    InitRequest,
    MacroCreateRequest,
    MacrosResponse,
    PlanResponse,
    ScanSplit,
    SchemasResponse,
    TableCreateRequest,
    TableFunctionCardinalityRequest,
    TableFunctionDynamicToStringRequest,
    TableFunctionDynamicToStringResponse,
    TableFunctionPlanRequest,
    TableFunctionStatisticsRequest,
    TablesResponse,
    VgiProtocol,
    ViewsResponse,
)
from vgi.table_function import TableCardinality
from vgi_rpc.rpc import SubprocessTransport, _RpcProxy, rpc_methods
from vgi_rpc.rpc._reflection import Reflection

WORKER = shlex.split(os.environ["MILLRACE_WORKER"])
METHODS = rpc_methods(VgiProtocol)


class Wire:
    """One connection, spoken to in Arrow streams."""

    def __init__(self, transport: Any) -> None:
        self.reader, self.writer = transport.reader, transport.writer

    def send(self, method: str, row: dict[str, object]) -> None:
        """Writes a request with the parameter schema that the released package declares."""
        schema = METHODS[method].params_schema
        rows = [pa.array([row[field.name]], field.type) for field in schema]
        batch = pa.RecordBatch.from_arrays(rows, schema=schema)
        keys = {
            "vgi_rpc.method": method,
            "vgi_rpc.request_version": "1",
            "vgi_rpc.protocol": "vgi.v2",
            "vgi_rpc.protocol_version": "2.2.0",
        }
        with pa.ipc.new_stream(self.writer, schema) as stream:
            stream.write_batch(batch, custom_metadata=keys)
        self.writer.flush()

    def answer(self) -> tuple[pa.Schema, list[pa.RecordBatch], dict[str, str]]:
        """Reads a stream: its schema, its batches with rows, the metadata of its last batch."""
        batches, keys = [], {}
        reader = pa.ipc.open_stream(self.reader)
        while True:
            try:
                batch, metadata = reader.read_next_batch_with_custom_metadata()
            except StopIteration:
                return reader.schema, batches, keys
            keys = {k.decode(): v.decode() for k, v in dict(metadata or {}).items()}
            if batch.num_rows:
                batches.append(batch)

    def call(self, method: str, **row: object) -> bytes | None:
        """Calls a unary method and holds the envelope of its answer against the declaration."""
        self.send(method, row)
        schema, batches, keys = self.answer()
        assert "vgi_rpc.log_message" not in keys, keys["vgi_rpc.log_message"]
        info = METHODS[method]
        assert schema.equals(info.result_schema, check_metadata=False), (method, schema, info.result_schema)
        if not info.has_return:
            assert batches == []
            return None
        (batch,) = batches
        assert batch.num_rows == 1
        return batch.column("result")[0].as_py()

    def fails(self, method: str, **row: object) -> str:
        """Calls a method that must fail and gives the error's text."""
        self.send(method, row)
        _, batches, keys = self.answer()
        assert batches == []
        assert keys["vgi_rpc.log_level"] == "EXCEPTION"
        return keys["vgi_rpc.log_message"]


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A worker of its own."""
    with contextlib.closing(SubprocessTransport(WORKER)) as transport:
        yield Wire(transport)


def strict(record: type, data: bytes | None, rows: int = 1) -> list[dict[str, Any]]:
    """Reads a stream of records whose schema must be exactly the declared one."""
    assert data is not None
    reader = pa.ipc.open_stream(data)
    declared = record.ARROW_SCHEMA  # type: ignore[attr-defined]
    assert reader.schema.equals(declared, check_metadata=False), f"{reader.schema}\n\n{declared}"
    batches = list(reader)
    assert len(batches) == 1
    batches[0].validate(full=True)
    assert batches[0].num_rows == rows
    return batches[0].to_pylist()


def stream(batch: pa.RecordBatch) -> bytes:
    """A batch as a stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


def arguments(**members: object) -> bytes:
    """Constant arguments as clients write them."""
    if not members:
        return stream(pa.record_batch([pa.array([{}], pa.struct([]))], names=["args"]))
    return stream(pa.record_batch([pa.array([members])], names=["args"]))


def numbers(wire: Wire, count: int) -> tuple[bytes, bytes]:
    """Binds numbers(count): the request and the columns."""
    bind = raw_bind("numbers", "TABLE", arguments(positional_0=count))
    bound = strict(BindResponse, wire.call("bind", request=bind))[0]
    return bind, bound["output_schema"]


def raw_bind(function: str, kind: str, constants: bytes, columns: pa.Schema | None = None) -> bytes:
    """A bind request, written column by column from the declared schema."""
    schema = BindRequest.ARROW_SCHEMA
    row: dict[str, object] = dict.fromkeys(schema.names)
    row |= {
        "function_name": function,
        "arguments": constants,
        "function_type": kind,
        "resolved_secrets_provided": False,
        "schema_path": ["main"],
        "input_schema": columns.serialize().to_pybytes() if columns is not None else None,
    }
    return stream(one_row(schema, row))


def one_row(schema: pa.Schema, row: dict[str, object]) -> pa.RecordBatch:
    """A batch of one row, dictionaries included."""
    columns = []
    for field in schema:
        if pa.types.is_dictionary(field.type):
            plain = pa.array([row[field.name]], field.type.value_type)
            columns.append(plain.dictionary_encode().cast(field.type))
        else:
            columns.append(pa.array([row[field.name]], field.type))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def raw_init(bind: bytes, columns: bytes, **more: object) -> bytes:
    """An init request."""
    schema = InitRequest.ARROW_SCHEMA
    row: dict[str, object] = dict.fromkeys(schema.names)
    return stream(one_row(schema, row | {"bind_call": bind, "output_schema": columns} | more))


def about(record: type, **row: object) -> bytes:
    """A request about a bound call."""
    schema = record.ARROW_SCHEMA  # type: ignore[attr-defined]
    defaults: dict[str, object] = dict.fromkeys(schema.names)
    if "filters_complete" in defaults:
        defaults["filters_complete"] = True
    return stream(one_row(schema, defaults | row))


def test_functions(wire: Wire) -> None:
    """Everything asked about a table function before, while and after it runs."""
    bind, columns = numbers(wire, 10)
    assert pa.ipc.read_schema(pa.py_buffer(columns)) == pa.schema({"n": pa.int64()})
    cardinality = wire.call(
        "table_function_cardinality", request=about(TableFunctionCardinalityRequest, bind_call=bind)
    )
    assert strict(TableCardinality, cardinality) == [{"estimate": 10, "max": 10}]
    known = wire.call("table_function_statistics", request=about(TableFunctionStatisticsRequest, bind_call=bind))
    (statistics,) = pa.ipc.open_stream(known).read_all().to_pylist()
    assert statistics["column_name"] == "n"
    assert (statistics["min"], statistics["max"], statistics["distinct_count"]) == (0, 9, 10)
    assert (statistics["has_null"], statistics["has_not_null"]) == (False, True)
    (plan,) = strict(
        PlanResponse, wire.call("table_function_plan", request=about(TableFunctionPlanRequest, bind_call=bind))
    )
    (split,) = plan["splits"]
    assert strict(ScanSplit, split)[0]["token"] == b""

    wire.send("init", {"request": raw_init(bind, columns, split_tokens=[b""])})
    schema, (header,), _ = wire.answer()
    assert schema.equals(GlobalInitResponse.ARROW_SCHEMA, check_metadata=False)
    execution = header.to_pylist()[0]
    assert execution["max_workers"] == 4
    tick = pa.RecordBatch.from_arrays([], schema=pa.schema([]))
    with pa.ipc.new_stream(wire.writer, tick.schema) as ticks:
        ticks.write_batch(tick)
        ticks.write_batch(tick)
    wire.writer.flush()
    schema, batches, _ = wire.answer()
    assert schema.equals(pa.schema({"n": pa.int64()}), check_metadata=False)
    assert [n for batch in batches for n in batch.column(0).to_pylist()] == list(range(10))

    lines = wire.call(
        "table_function_dynamic_to_string",
        request=about(
            TableFunctionDynamicToStringRequest, bind_call=bind, global_execution_id=execution["execution_id"]
        ),
    )
    assert strict(TableFunctionDynamicToStringResponse, lines) == [{"keys": [], "values": []}]


def test_secondary_init_of_no_execution(wire: Wire) -> None:
    """An execution that nobody began can't be joined, and the connection goes on."""
    bind, columns = numbers(wire, 10)
    empty = pa.RecordBatch.from_arrays([], schema=pa.schema([]))
    for execution in (b"0123456789abcdef", b"short", b"../../../etc/passwd"):
        wire.send("init", {"request": raw_init(bind, columns, execution_id=execution)})
        _, batches, keys = wire.answer()
        assert batches == []
        assert "NotFoundError" in keys["vgi_rpc.log_message"]
        with pa.ipc.new_stream(wire.writer, empty.schema):
            pass
        wire.writer.flush()
    numbers(wire, 1)


def test_catalog(wire: Wire) -> None:
    """Every catalog method that reads."""
    (catalogs,) = strict(CatalogsResponse, wire.call("catalog_catalogs"))
    assert [strict(CatalogInfo, item)[0]["name"] for item in catalogs["items"]] == ["demo"]
    row: dict[str, object] = dict.fromkeys(CatalogAttachRequest.ARROW_SCHEMA.names)
    attach = stream(one_row(CatalogAttachRequest.ARROW_SCHEMA, row | {"name": "demo"}))
    (attached,) = strict(CatalogAttachResult, wire.call("catalog_attach", request=attach))
    common = {"attach_opaque_data": attached["attach_opaque_data"], "transaction_opaque_data": None}
    strict(CatalogVersionResponse, wire.call("catalog_version", **common))
    (schemas,) = strict(SchemasResponse, wire.call("catalog_schemas", **common))
    for item in schemas["items"]:
        strict(SchemaInfo, item)
    (schema,) = strict(SchemasResponse, wire.call("catalog_schema_get", **common, path=["main"]))
    assert schema["items"] == schemas["items"]
    listed = []
    for kind in ("SCALAR_FUNCTION", "TABLE_FUNCTION", "AGGREGATE_FUNCTION"):
        (found,) = strict(
            FunctionsResponse, wire.call("catalog_schema_contents_functions", **common, path=["main"], type=kind)
        )
        listed += [strict(FunctionInfo, item)[0] for item in found["items"]]
    assert sorted(info["name"] for info in listed) == ["arrow_file", "echo", "multiply", "numbers", "upper_case"]

    (contents,) = strict(
        CatalogContentsResponse,
        wire.call("catalog_contents", attach_opaque_data=common["attach_opaque_data"], if_none_match=None),
    )
    def by_name(infos: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(infos, key=lambda info: info["name"])

    assert by_name(strict(FunctionInfo, contents["functions"], rows=len(listed))) == by_name(listed)
    strict(SchemaInfo, contents["schemas"])

    named = {**common, "schema_path": ["main"], "name": "none"}
    at = {"at_unit": None, "at_value": None}
    nothing = {
        "catalog_schema_contents_tables": (TablesResponse, {**common, "path": ["main"]}),
        "catalog_schema_contents_views": (ViewsResponse, {**common, "path": ["main"]}),
        "catalog_schema_contents_macros": (MacrosResponse, {**common, "path": ["main"], "type": "TABLE_MACRO"}),
        "catalog_schema_contents_indexes": (IndexesResponse, {**common, "path": ["main"]}),
        "catalog_copy_from_formats": (CopyFromFormatsResponse, common),
        "catalog_table_get": (TablesResponse, {**named, **at}),
        "catalog_view_get": (ViewsResponse, named),
        "catalog_macro_get": (MacrosResponse, named),
        "catalog_index_get": (IndexesResponse, named),
    }
    for method, (record, parameters) in nothing.items():
        assert strict(record, wire.call(method, **parameters)) == [{"items": []}], method
    assert wire.call("catalog_detach", attach_opaque_data=common["attach_opaque_data"]) is None


def filled(schema: pa.Schema) -> dict[str, object]:
    """A row of a request: null where that is allowed, else the least there is."""

    def value(field: pa.Field) -> object:
        if field.nullable:
            return None
        if pa.types.is_list(field.type):
            return []
        if pa.types.is_map(field.type):
            return []
        if pa.types.is_dictionary(field.type):
            return {"on_conflict": "ERROR", "macro_type": "SCALAR", "constraint_type": "NONE"}[field.name]
        return {pa.utf8(): "x", pa.bool_(): False, pa.binary(): b""}[field.type]

    return {field.name: value(field) for field in schema}


def test_every_change_is_refused(wire: Wire) -> None:
    """All methods that change a catalog say that it is read-only."""
    records = {
        "catalog_create": CatalogCreateRequest,
        "catalog_table_create": TableCreateRequest,
        "catalog_macro_create": MacroCreateRequest,
        "catalog_index_create": IndexCreateRequest,
    }
    refused = 0
    for method, info in METHODS.items():
        if info.has_return or not method.startswith("catalog_") or method == "catalog_detach" or "transaction" in method:
            continue
        row = filled(info.params_schema)
        if method in records:
            schema = records[method].ARROW_SCHEMA  # type: ignore[attr-defined]
            row = {"request": stream(one_row(schema, filled(schema)))}
        assert "catalog is read-only" in wire.fails(method, **row), method
        refused += 1
    assert refused == 25


def test_hash() -> None:
    """The protocol's hash is the one the released package computes from its own declaration."""
    with contextlib.closing(SubprocessTransport(WORKER)) as transport:
        listing = _RpcProxy(Reflection, transport, None).list_protocols().protocols
        hashes = {summary.protocol: summary.protocol_hash for summary in listing}
    assert hashes["vgi.v2"] == "774cb80090d71ea76d09aa311b9cda4ca4c33c3bf72c43242eb6dc87b6f79ce5"
