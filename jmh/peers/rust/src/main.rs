//! The demo catalog's three functions of the headline on the released Rust SDK (the crate `vgi`).

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema};
use vgi::storage::SharedStorage;
use vgi::table_function::{TableFunction, TableProducer};
use vgi::table_in_out::TableInOutFunction;
use vgi::vgi_rpc::OutputCollector;
use vgi::{
    ArgSpec, BindParams, BindResponse, FunctionMetadata, ProcessParams, Result, RpcError,
    ScalarFunction, Worker,
};

/// Rows of a batch where the caller leaves it open: a mebibyte, which stays in cache, as ours does.
const OWN_ROWS: i64 = 1 << 17;

/// Workers share the rows out in ranges of at least so many: one trip to the shared queue each.
const RANGE_ROWS: i64 = 16_000_000;

fn error(cause: impl std::fmt::Display) -> RpcError {
    RpcError::runtime_error(cause.to_string())
}

/// `numbers(count, batch_size := 0)`: the numbers from 0 up to, but not including, count.
struct Numbers;

fn batch_rows(arguments: &vgi::arguments::Arguments) -> i64 {
    match arguments.named_i64("batch_size") {
        Some(rows) if rows > 0 => rows,
        _ => OWN_ROWS,
    }
}

fn range(bytes: &[u8]) -> Result<(i64, i64)> {
    let bytes: &[u8; 16] = bytes.try_into().map_err(error)?;
    let (start, end) = bytes.split_at(8);
    Ok((
        i64::from_le_bytes(start.try_into().map_err(error)?),
        i64::from_le_bytes(end.try_into().map_err(error)?),
    ))
}

impl TableFunction for Numbers {
    fn name(&self) -> &str {
        "numbers"
    }

    fn metadata(&self) -> FunctionMetadata {
        FunctionMetadata {
            description: "The numbers from 0 up to, but not including, count".into(),
            max_workers: 4,
            ..Default::default()
        }
    }

    fn argument_specs(&self) -> Vec<ArgSpec> {
        vec![
            ArgSpec::const_arg("count", 0, "int64", "how many numbers").with_ge(0.0),
            ArgSpec::const_arg("batch_size", -1, "int64", "rows in a batch").with_default(0),
        ]
    }

    fn on_bind(&self, _params: &BindParams) -> Result<BindResponse> {
        Ok(BindResponse {
            output_schema: Arc::new(Schema::new(vec![Field::new("n", DataType::Int64, true)])),
            opaque_data: Vec::new(),
        })
    }

    fn max_workers(&self, _params: &BindParams) -> i64 {
        4
    }

    fn on_init(&self, params: &ProcessParams) -> Result<()> {
        let count = params.arguments.const_i64(0).unwrap_or(0);
        let rows = batch_rows(&params.arguments);
        let step = (RANGE_ROWS / rows).max(1) * rows;
        let ranges: Vec<Vec<u8>> = (0..count)
            .step_by(step as usize)
            .map(|start| {
                let mut bytes = start.to_le_bytes().to_vec();
                bytes.extend_from_slice(&(start + step).min(count).to_le_bytes());
                bytes
            })
            .collect();
        if let Some(storage) = &params.storage {
            storage.queue_push(&params.execution_id, &ranges);
        }
        Ok(())
    }

    fn producer(&self, params: &ProcessParams) -> Result<Box<dyn TableProducer>> {
        Ok(Box::new(NumbersProducer {
            schema: params.output_schema.clone(),
            storage: params
                .storage
                .clone()
                .ok_or_else(|| error("no shared storage"))?,
            execution: params.execution_id.clone(),
            rows: batch_rows(&params.arguments),
            start: 0,
            end: 0,
        }))
    }
}

struct NumbersProducer {
    schema: arrow_schema::SchemaRef,
    storage: SharedStorage,
    execution: Vec<u8>,
    rows: i64,
    start: i64,
    end: i64,
}

impl TableProducer for NumbersProducer {
    fn next_batch(&mut self, _out: &mut OutputCollector) -> Result<Option<RecordBatch>> {
        if self.start >= self.end {
            match self.storage.queue_pop(&self.execution) {
                Some(taken) => (self.start, self.end) = range(&taken)?,
                None => return Ok(None),
            }
        }
        let end = (self.start + self.rows).min(self.end);
        let values: Vec<i64> = (self.start..end).collect();
        self.start = end;
        let column: ArrayRef = Arc::new(Int64Array::new(ScalarBuffer::from(values), None));
        RecordBatch::try_new(self.schema.clone(), vec![column])
            .map(Some)
            .map_err(error)
    }

    vgi::resume_fields!(start, end);
}

/// `echo((table))`: the rows as they come, which is what the SDK does by itself.
struct Echo;

impl TableInOutFunction for Echo {
    fn name(&self) -> &str {
        "echo"
    }

    fn metadata(&self) -> FunctionMetadata {
        FunctionMetadata {
            description: "The rows as they come".into(),
            ..Default::default()
        }
    }

    fn argument_specs(&self) -> Vec<ArgSpec> {
        vec![ArgSpec::column("data", 0, "table", "the rows")]
    }
}

/// `upper_case(value)`: a text in upper case. All ASCII, the usual batch, is converted in one go.
struct UpperCase;

impl ScalarFunction for UpperCase {
    fn name(&self) -> &str {
        "upper_case"
    }

    fn metadata(&self) -> FunctionMetadata {
        FunctionMetadata {
            description: "A text in upper case".into(),
            return_type: Some(DataType::Utf8),
            ..Default::default()
        }
    }

    fn argument_specs(&self) -> Vec<ArgSpec> {
        vec![ArgSpec::column("value", 0, "varchar", "the text")]
    }

    fn process(&self, params: &ProcessParams, batch: &RecordBatch) -> Result<RecordBatch> {
        let texts = batch.column(0).as_string::<i32>();
        let upper = if texts.value_data().is_ascii() {
            let bytes = Buffer::from_vec(texts.value_data().to_ascii_uppercase());
            // ASCII stays ASCII of the same length, so the offsets hold and the text is UTF-8.
            unsafe {
                StringArray::new_unchecked(texts.offsets().clone(), bytes, texts.nulls().cloned())
            }
        } else {
            texts.iter().map(|t| t.map(str::to_uppercase)).collect()
        };
        let column: ArrayRef = Arc::new(upper);
        RecordBatch::try_new(params.output_schema.clone(), vec![column]).map_err(error)
    }
}

fn main() {
    std::env::set_var("VGI_WORKER_CATALOG_NAME", "demo");
    let mut worker = Worker::new();
    worker.register_table(Numbers);
    worker.register_table_in_out(Echo);
    worker.register_scalar(UpperCase);
    worker.run();
}
