"""The demo catalog's three functions of the headline on the released Python SDK (vgi-python)."""

import struct
from dataclasses import dataclass
from typing import Annotated

import pyarrow as pa
import pyarrow.compute as pc
from vgi.arguments import Arg, Param, Returns, TableInput
from vgi.catalog import Catalog, Schema
from vgi.invocation import BindResponse, GlobalInitResponse
from vgi.scalar_function import ScalarFunction
from vgi.table_function import TableFunctionGenerator, bind_fixed_schema
from vgi.table_in_out_function import TableInOutGenerator
from vgi.worker import Worker

# Rows of a batch where the caller leaves it open: a mebibyte, which stays in cache, as ours does.
OWN_ROWS = 1 << 17
# Workers share the rows out in ranges of at least so many: one trip to the SDK's shared queue each.
RANGE_ROWS = 16_000_000


@dataclass(frozen=True)
class NumbersArguments:
    count: Annotated[int, Arg(0, doc="how many numbers", ge=0)]
    batch_size: Annotated[int, Arg("batch_size", default=0, doc="rows in a batch", ge=0)]


class Range:
    """What one worker has yet to yield of the range it took last."""

    def __init__(self, start=0, end=0):
        self.start = start
        self.end = end

    def serialize_to_bytes(self):
        return struct.pack("<qq", self.start, self.end)

    @classmethod
    def deserialize_from_bytes(cls, data):
        return cls(*struct.unpack("<qq", data))


@bind_fixed_schema
class Numbers(TableFunctionGenerator[NumbersArguments, Range]):
    """The numbers from 0 up to, but not including, count."""

    FunctionArguments = NumbersArguments
    FIXED_SCHEMA = pa.schema([pa.field("n", pa.int64())])

    class Meta:
        name = "numbers"
        description = "The numbers from 0 up to, but not including, count"

    @classmethod
    def on_init(cls, params):
        count = params.args.count
        rows = params.args.batch_size or OWN_ROWS
        step = max(1, RANGE_ROWS // rows) * rows
        params.storage.queue_push(
            [struct.pack("<qq", at, min(at + step, count)) for at in range(0, count, step)]
        )
        return GlobalInitResponse(max_workers=4)

    @classmethod
    def initial_state(cls, params):
        return Range()

    @classmethod
    def process(cls, params, state, out):
        if state.start >= state.end:
            taken = params.storage.queue_pop()
            if taken is None:
                out.finish()
                return
            state.start, state.end = struct.unpack("<qq", taken)
        end = min(state.start + (params.args.batch_size or OWN_ROWS), state.end)
        out.emit(
            pa.RecordBatch.from_arrays([pa.arange(state.start, end)], schema=params.output_schema)
        )
        state.start = end


@dataclass(frozen=True, kw_only=True)
class EchoArguments:
    data: Annotated[TableInput, Arg(0, doc="the rows")]


class Echo(TableInOutGenerator[EchoArguments]):
    """The rows as they come."""

    FunctionArguments = EchoArguments

    class Meta:
        name = "echo"
        description = "The rows as they come"

    @classmethod
    def on_bind(cls, params):
        return BindResponse(output_schema=params.bind_call.input_schema)

    @classmethod
    def process(cls, params, state, batch, out):
        out.emit(batch)


class UpperCase(ScalarFunction):
    """A text in upper case."""

    class Meta:
        name = "upper_case"
        description = "A text in upper case"

    @classmethod
    def compute(
        cls, value: Annotated[pa.StringArray, Param(doc="the text")]
    ) -> Annotated[pa.StringArray, Returns()]:
        return pc.utf8_upper(value)


class DemoWorker(Worker):
    catalog = Catalog(
        name="demo",
        default_schema="main",
        schemas=[Schema(path=("main",), functions=[Numbers, Echo, UpperCase])],
    )


if __name__ == "__main__":
    DemoWorker.main()
