"""The other side of the differential test: streams made, read and written by pyarrow.

differential.py make DIR          writes streams of every type
differential.py compare IN OUT    holds OUT/<name>.<variant>.arrows against IN/<name>.arrows
differential.py recode IN OUT     reads and validates IN/*.arrows and writes each anew
"""

import datetime as dt
import decimal
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

OPTIONS = {
    "plain": pa.ipc.IpcWriteOptions(),
    "lz4": pa.ipc.IpcWriteOptions(compression="lz4"),
    "zstd": pa.ipc.IpcWriteOptions(compression="zstd"),
    "deltas": pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True),
}


def temporal(unit_type: pa.DataType, step: int) -> pa.Array:
    values = [0, -1, 1, None, step, step * 86_400, None, 12, 13, 14, 15]
    width = pa.int32() if unit_type.bit_width == 32 else pa.int64()
    return pa.array(values, width).view(unit_type)


def time_of_day(unit_type: pa.DataType) -> pa.Array:
    width = pa.int32() if unit_type.bit_width == 32 else pa.int64()
    return pa.array([0, 1, 2, None, 86_399, 5, None, 12, 13, 14, 15], width).view(unit_type)


def decimals(make: type, precision: int, scale: int) -> pa.Array:
    context = decimal.Context(prec=precision)
    most = context.scaleb(decimal.Decimal(10**precision - 1), -scale)
    one = decimal.Decimal(1).scaleb(-scale)
    zero, less = decimal.Decimal(0), most.copy_negate()
    values = [most, None, less, one, one.copy_negate(), zero, None, one, one, one, most]
    return pa.array(values, make(precision, scale))


def scalars() -> dict[str, pa.Array]:
    texts = ["", "a", None, "longer than twelve bytes", "ünï \U0001f600", "x" * 300, None] + list("bcde")
    blobs = [None if t is None else t.encode() for t in texts]
    floats = [0.0, -0.0, None, 1.5, float("inf"), -float("inf"), float("nan"), 3.0, None, 1e-5, 2.0]
    cases = {
        "null": pa.nulls(11),
        "bool": pa.array([True, None, False, True, True, False, None, True, False, True, True]),
        "float16": pa.array(floats, pa.float32()).cast(pa.float16()),
        "float32": pa.array(floats, pa.float32()),
        "float64": pa.array(floats, pa.float64()),
        "decimal32": decimals(pa.decimal32, 9, 2),
        "decimal64": decimals(pa.decimal64, 18, 5),
        "decimal128": decimals(pa.decimal128, 38, 10),
        "decimal256": decimals(pa.decimal256, 76, 20),
        "date32": temporal(pa.date32(), 1),
        "date64": pa.array([0, -86_400_000, 86_400_000, None] + [8_640_000_000] * 7, pa.int64()).view(pa.date64()),
        "time32_s": time_of_day(pa.time32("s")),
        "time32_ms": time_of_day(pa.time32("ms")),
        "time64_us": time_of_day(pa.time64("us")),
        "time64_ns": time_of_day(pa.time64("ns")),
        "month_day_nano": pa.array(
            [(1, 2, 3), None, (-1, -2, -3), (0, 0, 0)] + [(1, 1, 1)] * 7, pa.month_day_nano_interval()
        ),
        "fixed_size_binary": pa.array([None if b is None else (b * 9 + b"123")[:3] for b in blobs], pa.binary(3)),
        "fixed_size_binary_0": pa.array([b"", None] * 5 + [b""], pa.binary(0)),
        "run_end_encoded": pa.RunEndEncodedArray.from_arrays([3, 4, 9, 11], pa.array(["a", None, "b", "a"])),
    }
    for bits in (8, 16, 32, 64):
        top = 2 ** (bits - 1)
        cases[f"int{bits}"] = pa.array([0, -1, None, top - 1, -top, 1, 2, None, 4, 5, 6], f"int{bits}")
        cases[f"uint{bits}"] = pa.array([0, 1, None, 2 * top - 1, top, 1, 2, None, 4, 5, 6], f"uint{bits}")
    for unit in ("s", "ms", "us", "ns"):
        cases[f"timestamp_{unit}"] = temporal(pa.timestamp(unit), 1000)
        cases[f"timestamp_{unit}_zone"] = temporal(pa.timestamp(unit, tz="Europe/Zurich"), 1000)
        cases[f"duration_{unit}"] = temporal(pa.duration(unit), 1000)
    for name, text, blob in (
        ("", pa.string(), pa.binary()),
        ("large_", pa.large_string(), pa.large_binary()),
        ("view_", pa.string_view(), pa.binary_view()),
    ):
        cases[f"{name}text"] = pa.array(texts, text)
        cases[f"{name}bytes"] = pa.array(blobs, blob)
    return cases


def nested(plain: dict[str, pa.Array]) -> dict[str, pa.Array]:
    lists = [[1, None, 3], None, [], [4], [None], [5, 6], [], None, [7], [8, 9], []]
    pairs = [[1, 2], None, [3, None], [5, 6]] + [[0, 0]] * 7
    point = pa.struct([pa.field("x", pa.float64(), nullable=False), ("tags", pa.list_(pa.string()))])
    points = [{"x": 1.0, "tags": ["a", None]}, None, {"x": 2.0, "tags": None}, {"x": 3.0, "tags": []}] + [
        {"x": float(i), "tags": ["t"] * (i % 3)} for i in range(7)
    ]
    maps = [[("a", 1), ("b", None)], None, [], [("c", 3)]] + [[("k", i)] for i in range(7)]
    types = pa.array([0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0], pa.int8())
    longs = pa.array([1, None, 3, 4, 5, 6, 7, 8, 9, 10, 11], pa.int64())
    offsets = pa.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5], pa.int32())
    words = ["red", None, "green", "red", "blue", "blue", "red", None, "red", "green", "red"]
    encoded = pa.array(words).dictionary_encode()
    cases = {
        "list": pa.array(lists, pa.list_(pa.int32())),
        "list_non_null_items": pa.array([[1], [], None] * 3 + [[2, 3], [4]], pa.list_(pa.field("item", pa.int8(), nullable=False))),
        "large_list": pa.array(lists, pa.large_list(pa.int32())),
        "list_view": pa.array(lists, pa.list_view(pa.int32())),
        "large_list_view": pa.array(lists, pa.large_list_view(pa.int32())),
        "list_view_out_of_order": pa.ListViewArray.from_arrays([4, 0, 2, 2] + [1] * 7, [2, 3, 0, 4] + [1] * 7, longs),
        "fixed_size_list": pa.array(pairs, pa.list_(pa.int16(), 2)),
        "fixed_size_list_0": pa.array([[], None] * 5 + [[]], pa.list_(pa.int16(), 0)),
        "struct": pa.array(points, point),
        "struct_no_children": pa.array([{}, None] * 5 + [{}], pa.struct([])),
        "map": pa.array(maps, pa.map_(pa.string(), pa.int64())),
        "map_sorted": pa.array(maps, pa.map_(pa.string(), pa.int64(), keys_sorted=True)),
        "list_of_lists": pa.array([[[1], None, []], None, [], [[2, 3]]] + [[[4]]] * 7, pa.list_(pa.list_(pa.int64()))),
        "list_of_structs": pa.array([[p, None] for p in points], pa.list_(point)),
        "list_of_views": pa.array([["longer than twelve bytes", None], None, []] + [["x"]] * 8, pa.list_(pa.string_view())),
        "map_of_lists": pa.array([[("k", v)] for v in lists], pa.map_(pa.string(), pa.list_(pa.int32()))),
        "sparse_union": pa.UnionArray.from_sparse(types, [longs, plain["text"]], ["i", "t"], [0, 5]),
        "dense_union": pa.UnionArray.from_dense(types, offsets, [longs, plain["text"]], ["i", "t"], [0, 5]),
        "dictionary": encoded,
        "dictionary_of_values_with_null": pa.DictionaryArray.from_arrays([0, 1, None, 2, 0, 1, 2, 0, 0, 1, 2], ["a", None, "c"]),
        "dictionary_ordered": pa.DictionaryArray.from_arrays(encoded.indices, encoded.dictionary, ordered=True),
        "dictionary_of_lists": pa.DictionaryArray.from_arrays([0, 1, 2, None] + [1] * 7, pa.array([[1], [], [2, 3]])),
        "list_of_dictionary": pa.ListArray.from_arrays([0, 2, 2, 5, 6, 6, 7, 8, 9, 10, 10, 11], encoded),
        "struct_of_dictionaries": pa.StructArray.from_arrays([encoded, pa.array(list("abcabcabcab")).dictionary_encode()], ["a", "b"]),
        "run_end_of_dictionary": pa.RunEndEncodedArray.from_arrays([3, 4, 9, 11], encoded[:4]),
    }
    for index in ("int8", "uint8", "int16", "uint16", "int64", "uint32"):
        cases[f"dictionary_{index}"] = encoded.cast(pa.dictionary(index, pa.string()))
    return cases


def batches_of(array: pa.Array) -> list[pa.RecordBatch]:
    """The array whole, empty, as slices at odd offsets, and its last row."""
    schema = pa.schema(
        [pa.field("c", array.type, metadata={"field": "metadata"}), pa.field("n", pa.int32(), nullable=False)],
        metadata={"schema": "métadonnées"},
    )
    numbers = pa.array(range(len(array)), pa.int32())
    parts = [(0, len(array)), (0, 0), (3, 5), (1, 9), (len(array) - 1, 1)]
    return [pa.record_batch([array.slice(o, n), numbers.slice(o, n)], schema=schema) for o, n in parts]


def dictionary_batches() -> dict[str, list[pa.RecordBatch]]:
    """Dictionaries that grow, that are replaced, and nested ones that do both."""

    def batch(indices: list[int | None], values: list[str]) -> pa.RecordBatch:
        array = pa.DictionaryArray.from_arrays(pa.array(indices, pa.int8()), pa.array(values))
        items = pa.ListArray.from_arrays([0, len(indices)], array)
        return pa.record_batch([array.slice(0, 1), items], names=["d", "l"])

    grown = [batch([0, 1, None], ["a", "b"]), batch([2, 0], ["a", "b", "c"]), batch([3], ["a", "b", "c", "d"])]
    replaced = [batch([0, 1], ["a", "b"]), batch([0, 1, None], ["x", "y"]), batch([0], ["z"]), batch([0], ["z"])]
    return {"dictionaries_grown": grown, "dictionaries_replaced": replaced}


def large() -> list[pa.RecordBatch]:
    rows = 100_000
    return [
        pa.record_batch(
            {
                "i": pa.array(range(rows), pa.int64()),
                "t": pa.array([f"row {i % 1000}" for i in range(rows)]),
                "f": pa.array([None if i % 7 == 0 else i / 3 for i in range(rows)], pa.float64()),
            }
        )
    ]


def write(path: Path, batches: list[pa.RecordBatch], options: pa.ipc.IpcWriteOptions) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, batches[0].schema, options=options) as writer:
        for number, batch in enumerate(batches):
            writer.write_batch(batch, custom_metadata={"number": str(number), "b": b"\xff\x00"})


def read(path: Path) -> tuple[pa.Schema, list[tuple[pa.RecordBatch, dict[bytes, bytes]]]]:
    with pa.ipc.open_stream(path.read_bytes()) as reader:
        batches = []
        while True:
            try:
                batch, metadata = reader.read_next_batch_with_custom_metadata()
            except StopIteration:
                return reader.schema, batches
            batch.validate(full=True)
            batches.append((batch, dict(metadata.items()) if metadata is not None else {}))


def make(directory: Path) -> None:
    plain = scalars()
    streams = {name: batches_of(array) for name, array in (plain | nested(plain)).items()}
    columns = {name: array for name, array in plain.items() if len(array) == 11}
    streams["all_columns"] = [pa.record_batch(list(columns.values()), names=list(columns))]
    streams["no_columns"] = [pa.RecordBatch.from_struct_array(pa.array([{}] * 3, pa.struct([])))]
    streams["large"] = large()
    streams |= dictionary_batches()
    for name, batches in streams.items():
        for option, options in OPTIONS.items():
            write(directory / f"{name}-{option}.arrows", batches, options)


def same(expected: pa.RecordBatch, found: pa.RecordBatch, what: str) -> None:
    if expected.num_rows != found.num_rows:
        raise AssertionError(f"{what}: {found.num_rows} rows instead of {expected.num_rows}")
    for name, left, right in zip(expected.schema.names, expected.columns, found.columns, strict=True):
        # NaN differs from itself, so values are told apart by their text where equality fails
        if not left.equals(right) and str(left.to_pylist()) != str(right.to_pylist()):
            raise AssertionError(f"{what}, column {name}:\n{right}\ninstead of\n{left}")


def compare_one(original: Path, variant: Path) -> None:
    schema, batches = read(original)
    found_schema, found = read(variant)
    if not found_schema.equals(schema, check_metadata=True):
        raise AssertionError(f"schema\n{found_schema}\ninstead of\n{schema}")
    if len(found) != len(batches):
        raise AssertionError(f"{len(found)} batches instead of {len(batches)}")
    for number, (left, right) in enumerate(zip(batches, found, strict=True)):
        same(left[0], right[0], f"batch {number}")
        if left[1] != right[1]:
            raise AssertionError(f"metadata {right[1]} instead of {left[1]}")


def recode_one(original: Path, copy: Path) -> None:
    schema, batches = read(original)
    with pa.OSFile(str(copy), "wb") as sink, pa.ipc.new_stream(sink, schema) as writer:
        for batch, metadata in batches:
            writer.write_batch(batch, custom_metadata=metadata)


def each(pairs: list[tuple[Path, Path]], check: Callable[[Path, Path], None]) -> None:
    """Checks every pair before it fails, so that one run tells all there is to mend."""
    failed = 0
    for left, right in pairs:
        try:
            check(left, right)
        except (AssertionError, OSError, ValueError, pa.ArrowException) as e:
            failed += 1
            print(f"FAILED {right.name}: {e}")
    if failed or not pairs:
        sys.exit(f"{failed} of {len(pairs)} streams differ")
    print(f"{len(pairs)} streams are equal")


def compare(originals: Path, written: Path) -> None:
    pairs = []
    for original in sorted(originals.glob("*.arrows")):
        variants = sorted(written.glob(f"{original.stem}.*.arrows"))
        if not variants:
            sys.exit(f"nothing was written for {original.name}")
        pairs += [(original, variant) for variant in variants]
    each(pairs, compare_one)


def recode(originals: Path, written: Path) -> None:
    each([(o, written / o.name) for o in sorted(originals.glob("*.arrows"))], recode_one)


def main() -> None:
    command, *directories = sys.argv[1:]
    {"make": make, "compare": compare, "recode": recode}[command](*map(Path, directories))


main()
