package dev.millrace.codec.layout;

import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.SchemaCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A schema flattened for reading: its fields in the pre-order of IPC and the dictionaries they use.
 * Made once a stream; immutable.
 */
public final class BatchLayout {
  private final Schema schema;
  // Arrays, because lists of one and of three elements are of different classes, and the compiler
  // would take the class of the batches it saw first for granted.
  private final LayoutNode[] roots;
  private final LayoutNode[] nodes;
  private final List<DictionaryLayout> dictionaries;
  private final boolean hasUnions;
  private final boolean hasDictionaries;
  private final int bufferCount;
  private final int viewCount;
  private final int runEndCount;

  /**
   * A dictionary that a stream's columns refer to.
   *
   * @param id its identifier
   * @param valueField a plain field of the type of its values
   * @param layout layout of its batches: {@code valueField} as the only column; dictionaries nested
   *     in it have the slots of the stream's layout
   */
  public record DictionaryLayout(long id, Field valueField, BatchLayout layout) {}

  private BatchLayout(
      final Schema schema, final Compiler compiler, final List<DictionaryLayout> dictionaries) {
    this.schema = schema;
    this.roots = compiler.roots.toArray(LayoutNode[]::new);
    this.nodes = compiler.nodes.toArray(LayoutNode[]::new);
    this.dictionaries = dictionaries;
    this.hasUnions = count(PhysicalKind.SPARSE_UNION) + count(PhysicalKind.DENSE_UNION) > 0;
    this.hasDictionaries = count(PhysicalKind.DICTIONARY) > 0;
    this.bufferCount = Arrays.stream(nodes).mapToInt(n -> n.kind().bufferCount()).sum();
    this.viewCount = count(PhysicalKind.VIEW_BINARY);
    this.runEndCount = count(PhysicalKind.RUN_END);
  }

  /**
   * Flattens a schema.
   *
   * @param schema the schema
   * @return its layout
   * @throws IllegalArgumentException if two fields share a dictionary but not its value type, which
   *     a decoded schema never does
   */
  public static BatchLayout of(final Schema schema) {
    final List<DictionaryLayout> dictionaries = new ArrayList<>();
    final BatchLayout layout = compile(schema, dictionaries);
    return new BatchLayout(schema, layout, List.copyOf(dictionaries));
  }

  private BatchLayout(
      final Schema schema, final BatchLayout layout, final List<DictionaryLayout> dictionaries) {
    this.schema = schema;
    this.roots = layout.roots;
    this.nodes = layout.nodes;
    this.hasUnions = layout.hasUnions;
    this.hasDictionaries = layout.hasDictionaries;
    this.bufferCount = layout.bufferCount;
    this.viewCount = layout.viewCount;
    this.runEndCount = layout.runEndCount;
    this.dictionaries = dictionaries;
  }

  private static BatchLayout compile(
      final Schema schema, final List<DictionaryLayout> dictionaries) {
    final Compiler compiler = new Compiler(dictionaries);
    for (final Field field : schema.fields()) {
      compiler.roots.add(compiler.node(field));
    }
    return new BatchLayout(schema, compiler, List.of());
  }

  /**
   * Tells the schema.
   *
   * @return the schema
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Tells how many top-level columns there are.
   *
   * @return fields of the schema
   */
  public int rootCount() {
    return roots.length;
  }

  /**
   * Finds a top-level column.
   *
   * @param column position in the schema
   * @return its node
   */
  public LayoutNode root(final int column) {
    return roots[column];
  }

  /**
   * Tells how many nodes a batch has.
   *
   * @return columns and their children at all depths
   */
  public int nodeCount() {
    return nodes.length;
  }

  /**
   * Finds a node.
   *
   * @param index position in pre-order
   * @return the node
   */
  public LayoutNode node(final int index) {
    return nodes[index];
  }

  /**
   * Lists the dictionaries of the stream.
   *
   * @return the dictionaries, those nested in the values of another before it; empty for the layout
   *     of a dictionary's own batches
   */
  public List<DictionaryLayout> dictionaries() {
    return dictionaries;
  }

  /**
   * Tells whether batches have unions.
   *
   * @return true when a node is a union
   */
  public boolean hasUnions() {
    return hasUnions;
  }

  /**
   * Tells whether a column of these batches, as opposed to the values of a dictionary, has indices.
   *
   * @return true when a node is dictionary-encoded
   */
  public boolean hasDictionaries() {
    return hasDictionaries;
  }

  private int count(final PhysicalKind kind) {
    return (int) Arrays.stream(nodes).filter(n -> n.kind() == kind).count();
  }

  /**
   * Tells how many buffers a batch has, data buffers of views not counted.
   *
   * @return buffers in a message of metadata version V5
   */
  public int bufferCount() {
    return bufferCount;
  }

  /**
   * Tells how many columns have a variadic number of buffers.
   *
   * @return nodes of view types
   */
  public int viewCount() {
    return viewCount;
  }

  /**
   * Tells how many columns are run-end encoded: each has one buffer more in V4 metadata.
   *
   * @return nodes of that type
   */
  public int runEndCount() {
    return runEndCount;
  }

  /**
   * Finds a dictionary.
   *
   * @param id its identifier
   * @return its slot, or -1 when no field refers to it
   */
  public int dictionarySlot(final long id) {
    for (int i = 0; i < dictionaries.size(); i++) {
      if (dictionaries.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  /** Walks a schema; the dictionaries list is shared with the layouts of nested dictionaries. */
  private static final class Compiler {
    private final List<LayoutNode> roots = new ArrayList<>();
    private final List<LayoutNode> nodes = new ArrayList<>();
    private final List<DictionaryLayout> dictionaries;

    Compiler(final List<DictionaryLayout> dictionaries) {
      this.dictionaries = dictionaries;
    }

    LayoutNode node(final Field field) {
      final int index = nodes.size();
      nodes.add(null);
      final PhysicalKind kind = PhysicalKind.of(field);
      LayoutNode[] children = new LayoutNode[0];
      int slot = -1;
      if (kind == PhysicalKind.DICTIONARY) {
        slot = dictionary(field);
      } else {
        children = field.children().stream().map(this::node).toArray(LayoutNode[]::new);
      }
      final LayoutNode node = new LayoutNode(field, kind, index, slot, children);
      nodes.set(index, node);
      return node;
    }

    private int dictionary(final Field field) {
      final Field values = field.withDictionary(null).withNullable(true);
      final long id = field.dictionary().id();
      for (int i = 0; i < dictionaries.size(); i++) {
        if (dictionaries.get(i).id() == id) {
          if (!SchemaCheck.equalValueTypes(dictionaries.get(i).valueField(), values)) {
            throw new IllegalArgumentException("dictionary " + id + " of two value types");
          }
          return i;
        }
      }
      final BatchLayout layout = compile(Schema.of(values), dictionaries);
      for (int i = 0; i < dictionaries.size(); i++) {
        if (dictionaries.get(i).id() == id) {
          throw new IllegalArgumentException("dictionary " + id + " contains itself");
        }
      }
      dictionaries.add(new DictionaryLayout(id, values, layout));
      return dictionaries.size() - 1;
    }
  }
}
