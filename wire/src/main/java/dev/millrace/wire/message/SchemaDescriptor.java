package dev.millrace.wire.message;

/**
 * Field numbers of the tables of a schema and members of the type union, as Arrow's {@code
 * Schema.fbs} has them.
 */
final class SchemaDescriptor {
  // table Schema
  static final int SCHEMA_ENDIANNESS = 0;
  static final int SCHEMA_FIELDS = 1;
  static final int SCHEMA_CUSTOM_METADATA = 2;
  static final int SCHEMA_FEATURES = 3;

  // table Field
  static final int FIELD_NAME = 0;
  static final int FIELD_NULLABLE = 1;
  static final int FIELD_TYPE_TYPE = 2;
  static final int FIELD_TYPE = 3;
  static final int FIELD_DICTIONARY = 4;
  static final int FIELD_CHILDREN = 5;
  static final int FIELD_CUSTOM_METADATA = 6;

  // table DictionaryEncoding
  static final int ENCODING_ID = 0;
  static final int ENCODING_INDEX_TYPE = 1;
  static final int ENCODING_IS_ORDERED = 2;
  static final int ENCODING_KIND = 3;

  // union Type
  static final int NULL = 1;
  static final int INT = 2;
  static final int FLOATING_POINT = 3;
  static final int BINARY = 4;
  static final int UTF8 = 5;
  static final int BOOL = 6;
  static final int DECIMAL = 7;
  static final int DATE = 8;
  static final int TIME = 9;
  static final int TIMESTAMP = 10;
  static final int INTERVAL = 11;
  static final int LIST = 12;
  static final int STRUCT = 13;
  static final int UNION = 14;
  static final int FIXED_SIZE_BINARY = 15;
  static final int FIXED_SIZE_LIST = 16;
  static final int MAP = 17;
  static final int DURATION = 18;
  static final int LARGE_BINARY = 19;
  static final int LARGE_UTF8 = 20;
  static final int LARGE_LIST = 21;
  static final int RUN_END_ENCODED = 22;
  static final int BINARY_VIEW = 23;
  static final int UTF8_VIEW = 24;
  static final int LIST_VIEW = 25;
  static final int LARGE_LIST_VIEW = 26;

  // tables of the union's members; where a table has one field, it is number 0
  static final int INT_BIT_WIDTH = 0;
  static final int INT_IS_SIGNED = 1;
  static final int DECIMAL_PRECISION = 0;
  static final int DECIMAL_SCALE = 1;
  static final int DECIMAL_BIT_WIDTH = 2;
  static final int UNIT = 0;
  static final int TIME_BIT_WIDTH = 1;
  static final int TIMESTAMP_TIMEZONE = 1;
  static final int UNION_MODE = 0;
  static final int UNION_TYPE_IDS = 1;
  static final int SIZE = 0;
  static final int KEYS_SORTED = 0;

  private SchemaDescriptor() {}
}
