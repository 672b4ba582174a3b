"""Writes the streams and files beside it with pyarrow; they are committed, so tests need no Python."""

import pathlib

import pyarrow as pa
from pyarrow import ipc

HERE = pathlib.Path(__file__).parent


def stream(name, schema, batches, **options):
    sink = pa.BufferOutputStream()
    with ipc.new_stream(sink, schema, options=ipc.IpcWriteOptions(**options)) as writer:
        for batch, metadata in batches:
            writer.write_batch(batch, custom_metadata=metadata)
    (HERE / name).write_bytes(sink.getvalue().to_pybytes())


def plain(batch):
    return [(batch, None)]


def types():
    item = pa.field("item", pa.int32(), False)
    members = [pa.field("a", pa.int64()), pa.field("b", pa.utf8(), False)]
    fields = [
        pa.field("null", pa.null()),
        pa.field("bool", pa.bool_()),
        *[pa.field(str(t), t) for t in (
            pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(),
            pa.float16(), pa.float32(), pa.float64())],
        pa.field("decimal32", pa.decimal32(9, 2)),
        pa.field("decimal64", pa.decimal64(18, -3)),
        pa.field("decimal128", pa.decimal128(38, 10)),
        pa.field("decimal256", pa.decimal256(76, 76)),
        pa.field("date32", pa.date32()),
        pa.field("date64", pa.date64()),
        *[pa.field(str(t), t) for t in (
            pa.time32("s"), pa.time32("ms"), pa.time64("us"), pa.time64("ns"),
            pa.timestamp("s"), pa.timestamp("ms", "UTC"), pa.timestamp("us", "Europe/Berlin"), pa.timestamp("ns", "+01:00"),
            pa.duration("s"), pa.duration("ms"), pa.duration("us"), pa.duration("ns"),
            pa.month_day_nano_interval())],
        pa.field("utf8", pa.utf8(), False),
        pa.field("large_utf8", pa.large_utf8()),
        pa.field("utf8_view", pa.string_view()),
        pa.field("binary", pa.binary()),
        pa.field("large_binary", pa.large_binary()),
        pa.field("binary_view", pa.binary_view()),
        pa.field("fixed_size_binary", pa.binary(16)),
        pa.field("list", pa.list_(item)),
        pa.field("large_list", pa.large_list(item)),
        pa.field("list_view", pa.list_view(item)),
        pa.field("large_list_view", pa.large_list_view(item)),
        pa.field("fixed_size_list", pa.list_(item, 3)),
        pa.field("struct", pa.struct(members)),
        pa.field("empty_struct", pa.struct([])),
        pa.field("map", pa.map_(pa.utf8(), pa.int32(), keys_sorted=True)),
        pa.field("sparse_union", pa.sparse_union(members, [3, 7])),
        pa.field("dense_union", pa.dense_union(members)),
        pa.field("dictionary", pa.dictionary(pa.int8(), pa.utf8(), True)),
        pa.field("dictionary_u16", pa.dictionary(pa.uint16(), pa.decimal128(5, 1))),
        pa.field("nested_dictionary", pa.list_(pa.dictionary(pa.int32(), pa.utf8()))),
        pa.field("run_end_encoded", pa.run_end_encoded(pa.int32(), pa.utf8())),
        pa.field("deep", pa.list_(pa.struct([pa.field("m", pa.map_(pa.int32(), pa.list_(item)))]))),
        pa.field("extension", pa.uuid()),
        pa.field("\u00fc\u6c34\U0001f30a", pa.int8(), metadata={"k": "v", "empty": "", "raw": b"\xff\x00\xfe"}),
    ]
    schema = pa.schema(fields, metadata={"schema key": "schema value", b"raw": b"\x80\x81"})
    stream("types.arrows", schema, plain(
        pa.RecordBatch.from_arrays([pa.nulls(2, f.type) for f in fields], schema=schema)))


def envelope():
    batch = pa.record_batch({"x": pa.array([1, None, 3], pa.int64()), "s": pa.array(["a", None, "\u00fc"])})
    stream("envelope.arrows", batch.schema, [
        (batch, {"vgi_rpc.method": "add", "vgi_rpc.request_version": "1", "raw": b"\xff\xfe\x00\x01", "empty": ""}),
        (batch, None),
        (batch.slice(1, 1), {"\u00fc": "\U0001f30a"}),
    ])
    empty = pa.RecordBatch.from_arrays([], schema=pa.schema([]))
    stream("empty.arrows", empty.schema, plain(empty))


def dictionaries():
    def batch(*values):
        return pa.record_batch({"d": pa.array(values).dictionary_encode()})

    stream("delta.arrows", batch("a").schema, [(batch("a"), None), (batch("a", "b"), None)], emit_dictionary_deltas=True)
    stream("replaced.arrows", batch("a").schema, [(batch("a"), None), (batch("b", "c"), None)])


def bodies():
    batch = pa.record_batch({
        "n": pa.array(range(200), pa.int64()),
        "v": pa.array(["a string view that is not inline %d" % i for i in range(200)], pa.string_view()),
        "w": pa.array([b"x"] * 200, pa.binary_view()),
    })
    for codec in ("lz4", "zstd"):
        stream(codec + ".arrows", batch.schema, plain(batch), compression=codec)
    stream("views.arrows", batch.schema, plain(batch))


def legacy():
    batch = pa.record_batch({"x": pa.array([1, None], pa.int32()), "d": pa.array(["a", "b"]).dictionary_encode()})
    stream("legacy.arrows", batch.schema, plain(batch), use_legacy_format=True, metadata_version=ipc.MetadataVersion.V4)


def file():
    batch = pa.record_batch({"x": pa.array([1, 2, 3], pa.int32()), "d": pa.array(["a", "b", "a"]).dictionary_encode()})
    schema = batch.schema.with_metadata({"made by": "pyarrow"})
    sink = pa.BufferOutputStream()
    with ipc.new_file(sink, schema, metadata={"file": "metadata"}) as writer:
        for _ in range(2):
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
    (HERE / "file.arrow").write_bytes(sink.getvalue().to_pybytes())


for make in (types, envelope, dictionaries, bodies, legacy, file):
    make()
