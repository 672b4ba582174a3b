"""Streams of the conformance service's records, as vgi-rpc 0.52.2 (pyarrow 26.0.1) writes them.

value_fixtures.py make DIR    writes one file a case; codec/src/test/resources/value was made so
value_fixtures.py check DIR   reads files of the same names, written by another implementation,
                              and holds schema and values against the cases
"""

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from vgi_rpc.conformance._types import (
    AllTypes,
    BoundingBox,
    ConformanceHeader,
    ContainerWideTypes,
    DeepNested,
    EmbeddedArrow,
    NestedContainers,
    Point,
    RichHeader,
    Status,
    WideTypes,
)
from vgi_rpc.utils import IPC_READ_OPTIONS

UTC = dt.timezone.utc
D = Decimal

EMBEDDED_SCHEMA = pa.schema(
    [
        pa.field("id", pa.int64(), nullable=False, metadata={"k": "v"}),
        pa.field("tags", pa.list_(pa.string())),
        pa.field("kind", pa.dictionary(pa.int8(), pa.string())),
    ],
    metadata={"owner": "us"},
)
EMBEDDED_BATCH = pa.record_batch(
    [
        pa.array([1, 2, 3], pa.int64()),
        pa.array([["a", None], None, []], pa.list_(pa.string())),
        pa.array(["x", None, "x"]).dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string())),
    ],
    schema=EMBEDDED_SCHEMA,
)


def all_types(**changes: object) -> AllTypes:
    values: dict[str, object] = dict(
        str_field="grüße, λ \U0001f600",
        bytes_field=b"\x00\xff\x7f",
        int_field=-(2**63),
        float_field=0.1,
        bool_field=True,
        list_of_int=[1, -2, 2**62],
        list_of_str=["", "b"],
        dict_field={"z": 26, "a": 1},
        enum_field=Status.ACTIVE,
        nested_point=Point(1.5, -2.5),
        optional_str="there",
        optional_int=7,
        optional_nested=Point(0.0, 1e300),
        list_of_nested=[Point(1.0, 2.0), Point(3.0, 4.0)],
        annotated_int32=2**31 - 1,
        annotated_float32=0.25,
        nested_list=[[1], [], [2, 3]],
        dict_str_str={"k": "v"},
    )
    return AllTypes(**{**values, **changes})


CASES = {
    "point": Point(1.0, 2.0),
    "bounding_box": BoundingBox(Point(0.0, 1.0), Point(2.0, 3.0), "box"),
    "header": ConformanceHeader(5, "producing 5 batches"),
    "all_types": all_types(),
    "all_types_empty": all_types(
        str_field="",
        bytes_field=b"",
        list_of_int=[],
        list_of_str=[],
        dict_field={},
        enum_field=Status.PENDING,
        optional_str=None,
        optional_int=None,
        optional_nested=None,
        list_of_nested=[],
        nested_list=[],
        dict_str_str={},
    ),
    "wide_types": WideTypes(
        int8_field=-128,
        int16_field=-32768,
        int32_field=-(2**31),
        uint8_field=255,
        uint16_field=65535,
        uint32_field=2**32 - 1,
        uint64_field=2**64 - 1,
        float32_field=1.5,
        date_field=dt.date(1969, 12, 31),
        timestamp_field=dt.datetime(2024, 2, 29, 23, 59, 59, 999999),
        timestamp_utc_field=dt.datetime(1900, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
        time_field=dt.time(23, 59, 59, 999999),
        duration_field=dt.timedelta(days=-1, microseconds=1),
        decimal_field=D("-1234567890123456.7890"),
        large_string_field="large",
        large_binary_field=b"\x01\x02",
        fixed_binary_field=b"12345678",
    ),
    "container_wide_types": ContainerWideTypes(
        list_decimal=[D("0.0001"), D("-9999999999999999.9999")],
        list_date=[dt.date(2000, 1, 1)],
        list_timestamp=[dt.datetime(1999, 12, 31, 1, 2, 3, 4)],
        optional_date=dt.date(1, 1, 1),
        optional_decimal=None,
        optional_timestamp=dt.datetime(9999, 12, 31),
        dict_str_decimal={"pi": D("3.1416")},
        frozenset_int=frozenset({3, 1, 2}),
        list_optional_int=[1, None, 3],
    ),
    "deep_nested": DeepNested(
        list_of_lists_decimal=[[D("1.0000")], [], [D("2.5000"), D("3.0000")]],
        optional_list_date=None,
        dict_encoded_string="dictionary",
        list_of_dict_encoded=["a", "b", "a"],
    ),
    "embedded_arrow": EmbeddedArrow(EMBEDDED_BATCH, EMBEDDED_SCHEMA),
    "nested_containers": NestedContainers(
        statuses=[Status.CLOSED, Status.PENDING, Status.CLOSED],
        points=[Point(1.0, -1.0)],
        status_by_name={"one": Status.ACTIVE, "two": Status.CLOSED},
        frozen_statuses=frozenset({Status.PENDING}),
        tagged_status=Status.ACTIVE,
        tagged_point=None,
        tagged_batch=pa.record_batch([pa.array([1, 2], pa.int64())], names=["value"]),
    ),
    "rich_header": RichHeader(
        str_field="seed-3",
        bytes_field=bytes([3, 4, 5]),
        int_field=21,
        float_field=4.5,
        bool_field=False,
        list_of_int=[3, 4, 5],
        list_of_str=["item-3", "item-4"],
        dict_field={"a": 3, "b": 4},
        enum_field=Status.PENDING,
        nested_point=Point(3.0, 6.0),
        optional_str=None,
        optional_int=9,
        optional_nested=Point(3.0, 0.0),
        list_of_nested=[Point(3.0, 4.0)],
        nested_list=[[3, 4], [5]],
        annotated_int32=3,
        annotated_float32=1.0,
        dict_str_str={"key": "val-3"},
    ),
}


def check(directory: Path) -> None:
    for name, expected in CASES.items():
        data = (directory / f"{name}.arrows").read_bytes()
        with pa.ipc.open_stream(data, options=IPC_READ_OPTIONS) as reader:
            schema, batches = reader.schema, list(reader)
        assert len(batches) == 1, f"{name}: {len(batches)} batches"
        batches[0].validate(full=True)
        assert schema.equals(type(expected).ARROW_SCHEMA), f"{name}:\n{schema}"
        found = type(expected).deserialize_from_bytes(data)
        assert found == expected, f"{name}:\n{found}\n{expected}"
        print("ok", name)


def main() -> None:
    command, directory = sys.argv[1], Path(sys.argv[2])
    if command == "check":
        check(directory)
        return
    directory.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        (directory / f"{name}.arrows").write_bytes(case.serialize_to_bytes())


main()
