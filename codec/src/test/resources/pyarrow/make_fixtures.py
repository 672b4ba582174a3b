"""Writes the streams and files of this folder with pyarrow, and beside each its content as text.

Run once by hand, results are committed: python make_fixtures.py (pyarrow 26). The text has one line a value:
batch number, column name, row, value; several streams have the same content. Values are physical (temporal types as integers, floats as bits), so that
nothing is lost between the two languages. Dump.java in the tests prints the same.
"""

import decimal
import json
import pathlib
import struct
import sys
import uuid

import pyarrow as pa

HERE = pathlib.Path(__file__).parent


def text(arr, i):
    t = arr.type
    if isinstance(arr, pa.ExtensionArray):
        return text(arr.storage, i)
    if pa.types.is_dictionary(t):
        return text(arr.dictionary, arr.indices[i].as_py()) if arr.indices[i].is_valid else "null"
    if pa.types.is_run_end_encoded(t):
        return text(arr.values, arr.find_physical_offset() + _run(arr, i))
    if pa.types.is_union(t):
        s = arr[i]
        value = text(pa.repeat(s.value, 1), 0)
        return value if value == "null" else f"<{s.type_code}>" + value
    s = arr[i]
    if not s.is_valid:
        return "null"
    if pa.types.is_boolean(t):
        return "true" if s.as_py() else "false"
    if pa.types.is_integer(t):
        return str(s.as_py())
    if pa.types.is_float16(t):
        return "h%04x" % struct.unpack("<H", struct.pack("<e", s.as_py()))
    if pa.types.is_float32(t):
        return "f%08x" % struct.unpack("<I", struct.pack("<f", s.as_py()))
    if pa.types.is_float64(t):
        return "d%016x" % struct.unpack("<Q", struct.pack("<d", s.as_py()))
    if pa.types.is_decimal(t):
        with decimal.localcontext(prec=200):
            return "%d/%d" % (int(s.as_py().scaleb(t.scale)), t.scale)
    if pa.types.is_interval(t):
        v = s.as_py()
        return f"{v.months}m{v.days}d{v.nanoseconds}n"
    if pa.types.is_temporal(t):
        return str(s.value)
    if pa.types.is_string(t) or pa.types.is_large_string(t) or pa.types.is_string_view(t):
        return json.dumps(s.as_py())
    if (pa.types.is_binary(t) or pa.types.is_large_binary(t) or pa.types.is_binary_view(t)
            or pa.types.is_fixed_size_binary(t)):
        return "x" + s.as_py().hex()
    if pa.types.is_map(t):
        lo, hi = arr.offsets[i].as_py(), arr.offsets[i + 1].as_py()
        return "{" + ", ".join(text(arr.keys, j) + " => " + text(arr.items, j) for j in range(lo, hi)) + "}"
    if pa.types.is_struct(t):
        return "{" + ", ".join(f.name + ": " + text(arr.field(k), i) for k, f in enumerate(t)) + "}"
    values = s.values
    return "[" + ", ".join(text(values, j) for j in range(len(values))) + "]"


def _run(arr, i):
    ends = arr.run_ends.to_pylist()
    first = arr.find_physical_offset()
    at = arr.offset + i
    run = next(r for r, end in enumerate(ends) if end > at)
    return run - first


def content(name, batches):
    lines = []
    for b, batch in enumerate(batches):
        lines.append(f"batch {b} rows {batch.num_rows}")
        for column_name, column in zip(batch.schema.names, batch.columns):
            for i in range(batch.num_rows):
                lines.append(f"{b} {column_name} {i} {text(column, i)}")
    (HERE / (name + ".txt")).write_text("\n".join(lines) + "\n")


def stream(name, schema, batches, **options):
    with pa.OSFile(str(HERE / (name + ".arrows")), "wb") as sink:
        with pa.ipc.new_stream(sink, schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
            for batch in batches:
                writer.write_batch(batch)


def file(name, schema, batches, **options):
    with pa.OSFile(str(HERE / (name + ".arrow")), "wb") as sink:
        with pa.ipc.new_file(sink, schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
            for batch in batches:
                writer.write_batch(batch)


def columns():
    D = decimal.Decimal
    texts = ["", "a", None, "twelve bytes", "thirteen byte", "ünïcode-λ 🙂", "x" * 40, None, "z"]
    raw = [None if v is None else v.encode() for v in texts]
    ints = [0, 1, None, 100, 7, 5, None, 3, 2]
    small = pa.array(ints, pa.int8())
    yield "null", pa.nulls(9)
    yield "bool", pa.array([True, False, None, True, True, False, None, False, True])
    for t in (pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()):
        bits = t.bit_width
        top = 2**bits - 1 if str(t).startswith("u") else 2 ** (bits - 1) - 1
        low = 0 if str(t).startswith("u") else -(2 ** (bits - 1))
        yield str(t), pa.array([low, top, None, 1, 2, 3, None, 4, top - 1], t)
    yield "int64_no_nulls", pa.array(range(9), pa.int64())
    floats = [0.0, -1.5, None, 3.25, float("inf"), float("-inf"), None, 1e-3, 65504.0]
    yield "float16", pa.array(floats, pa.float16())
    yield "float32", pa.array(floats, pa.float32())
    yield "float64", pa.array(floats, pa.float64())
    decimals = [D("0.00"), D("-1.50"), None, D("12345.67"), D("0.01"), D("-0.01"), None, D("99999.99"), D("-99999.99")]
    yield "decimal32", pa.array(decimals, pa.decimal32(7, 2))
    yield "decimal64", pa.array(decimals, pa.decimal64(12, 2))
    yield "decimal128", pa.array(decimals[:7] + [D(10) ** 35, -(D(10) ** 35)], pa.decimal128(38, 2))
    yield "decimal256", pa.array(decimals[:7] + [D(10) ** 70, -(D(10) ** 70)], pa.decimal256(76, 2))
    yield "decimal_scale", pa.array([None if v is None else D(v).scaleb(3) for v in ints], pa.decimal128(9, -3))
    yield "date32", pa.array(ints, pa.int32()).cast(pa.date32())
    yield "date64", pa.array([None if v is None else v * 86400000 for v in ints], pa.int64()).cast(pa.date64())
    yield "time32s", pa.array(ints, pa.int32()).cast(pa.time32("s"))
    yield "time32ms", pa.array(ints, pa.int32()).cast(pa.time32("ms"))
    yield "time64us", pa.array(ints, pa.int64()).cast(pa.time64("us"))
    yield "time64ns", pa.array(ints, pa.int64()).cast(pa.time64("ns"))
    for unit in ("s", "ms", "us", "ns"):
        yield "timestamp_" + unit, pa.array(ints, pa.int64()).cast(pa.timestamp(unit))
        yield "duration_" + unit, pa.array(ints, pa.int64()).cast(pa.duration(unit))
    yield "timestamp_tz", pa.array(ints, pa.int64()).cast(pa.timestamp("us", "Europe/Zurich"))
    mdn = pa.scalar((1, -2, 3), pa.month_day_nano_interval()).as_py()
    yield "month_day_nano", pa.array([mdn, None] * 4 + [mdn], pa.month_day_nano_interval())
    for t in (pa.utf8(), pa.large_utf8(), pa.string_view()):
        yield str(t), pa.array(texts, t)
    for t in (pa.binary(), pa.large_binary(), pa.binary_view()):
        yield str(t), pa.array(raw, t)
    yield "utf8_no_nulls", pa.array([v or "" for v in texts])
    yield "utf8_all_empty", pa.array([""] * 9)
    yield "fixed5", pa.array([None if v is None else b"%05d" % v for v in ints], pa.binary(5))
    lists = [[], [1], None, [2, None], [3, 4, 5], [], None, [6], [7, 8]]
    for t in (pa.list_, pa.large_list, pa.list_view, pa.large_list_view):
        yield t.__name__, pa.array(lists, t(pa.int32()))
    yield "fixed_list", pa.array([None if v is None else (v + [1, 2, 3])[:3] for v in lists], pa.list_(pa.int16(), 3))
    yield "list_utf8", pa.array([None if v is None else texts[: len(v)] for v in lists], pa.list_(pa.utf8()))
    yield "list_list", pa.array([None if v is None else [v, None, []] for v in lists], pa.list_(pa.list_(pa.int32())))
    structs = [None if v is None else {"a": v, "b": texts[i], "c": [v]} for i, v in enumerate(ints)]
    yield "struct", pa.array(structs, pa.struct([("a", pa.int32()), ("b", pa.utf8()), ("c", pa.list_(pa.int8()))]))
    yield "struct_empty", pa.array([{}, None] * 4 + [{}], pa.struct([]))
    yield "list_struct", pa.array([None if v is None else [{"x": k} for k in v] for v in lists],
                                  pa.list_(pa.struct([("x", pa.int64())])))
    maps = [[], [("a", 1)], None, [("b", None), ("c", 2)], [], [("d", 3)], None, [("e", 4)], [("f", 5)]]
    yield "map", pa.array(maps, pa.map_(pa.utf8(), pa.int32()))
    yield "map_sorted", pa.array(maps, pa.map_(pa.utf8(), pa.int32(), keys_sorted=True))
    ids = pa.array([5, 7, 5, 7, 7, 5, 5, 7, 5], pa.int8())
    yield "union_sparse", pa.UnionArray.from_sparse(
        ids, [pa.array(ints, pa.int32()), pa.array(texts)], ["i", "t"], [5, 7])
    yield "union_dense", pa.UnionArray.from_dense(
        ids, pa.array([0, 0, 1, 1, 2, 2, 3, 3, 4], pa.int32()),
        [pa.array([1, None, 3, 4, 5], pa.int32()), pa.array(["a", None, "c", "d"])], ["i", "t"], [5, 7])
    yield "dictionary", pa.array(["a", "b", None, "a", "c", "b", None, "a", "c"]).dictionary_encode()
    for t in (pa.int8(), pa.int16(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32()):
        yield "dict_" + str(t), pa.DictionaryArray.from_arrays(
            pa.array([0, 1, None, 2, 0, 1, None, 2, 1], t), pa.array(["p", None, "qqq"]), ordered=str(t) == "int16")
    yield "dict_int", pa.array([10, 20, None, 10, 30, 20, None, 10, 30]).dictionary_encode()
    inner = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0], pa.int8()), pa.array(["in", "out"]))
    nested = pa.StructArray.from_arrays([inner, pa.array([1, 2, 3])], ["d", "n"])
    yield "dict_nested", pa.DictionaryArray.from_arrays(pa.array([0, 1, None, 2, 0, 1, None, 2, 1], pa.int32()), nested)
    yield "list_dict", pa.ListArray.from_arrays(
        pa.array([0, 0, 1, 1, 3, 3, 4, 4, 5, 6], pa.int32()),
        pa.DictionaryArray.from_arrays(pa.array([0, 1, None, 0, 1, 0], pa.int8()), pa.array(["k", "l"])))
    for t in (pa.int16(), pa.int32(), pa.int64()):
        yield "run_end_" + str(t), pa.RunEndEncodedArray.from_arrays(
            pa.array([2, 3, 7, 9], t), pa.array(["r", None, "s", "t"]))
    yield "uuid", pa.array([uuid.UUID(int=v).bytes if v is not None else None for v in ints], pa.uuid())
    yield "list_null", pa.array([[None] * (0 if v is None else v % 3) for v in ints], pa.list_(pa.null()))


def main():
    print(pa.__version__, sys.version)
    table = dict(columns())
    batch = pa.record_batch(list(table.values()), names=list(table))
    batches = [batch, batch.slice(0, 0), batch.slice(2, 5), batch.slice(8, 1)]
    content("types", batches)
    stream("types", batch.schema, batches)
    stream("types_lz4", batch.schema, batches, compression="lz4")
    stream("types_zstd", batch.schema, batches, compression="zstd")
    file("types_file", batch.schema, batches)
    file("types_file_zstd", batch.schema, batches, compression="zstd")
    plain = [n for n in table if not n.startswith("union")]
    old = batch.select(plain)
    content("types_old", [old])
    stream("types_v4", old.schema, [old], metadata_version=pa.ipc.MetadataVersion.V4)
    stream("types_legacy", old.schema, [old], metadata_version=pa.ipc.MetadataVersion.V4, use_legacy_format=True)

    def words(values, dictionary):
        return pa.record_batch([pa.DictionaryArray.from_arrays(pa.array(values, pa.int8()), pa.array(dictionary)),
                                pa.array(range(len(values)), pa.int32())], names=["word", "n"])

    replaced = [words([0, 1, None, 0], ["a", "b"]), words([1, 0], ["c", "long value that replaces"]), words([0], ["a"])]
    content("dict_replaced", replaced)
    stream("dict_replaced", replaced[0].schema, replaced)
    grown = [words([0, 1, None, 0], ["a", "b"]), words([2, 0, 1], ["a", "b", "ccc"]), words([3, 4], ["a", "b", "ccc", "", "e"])]
    content("dict_delta", grown)
    stream("dict_delta", grown[0].schema, grown, emit_dictionary_deltas=True)
    file("dict_delta_file", grown[0].schema, grown, emit_dictionary_deltas=True)

    no_columns = pa.schema([])
    stream("no_columns", no_columns, [])
    big = pa.record_batch([pa.array(["row %d of many rows" % (i % 97) for i in range(5000)]),
                           pa.array([i * i % 1013 for i in range(5000)], pa.int64()),
                           pa.array([float(i % 11) for i in range(5000)])], names=["s", "i", "f"])
    stream("big_lz4", big.schema, [big], compression="lz4")
    stream("big_zstd", big.schema, [big], compression=pa.Codec("zstd", 9))


main()
