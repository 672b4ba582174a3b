package dev.millrace.codec.value;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.reflect.RecordComponent;

/**
 * Generates the {@link RecordBinding} of a record class: straight code that calls its accessors and
 * its constructor, as a hidden class in its nest. Costs a millisecond or two for each class; method
 * handles with twenty arguments cost tens, and would box.
 */
final class RecordBinder {
  private static final ClassDesc BINDING = describe(RecordBinding.class);
  private static final ClassDesc SOURCE = describe(RecordBinding.Source.class);
  private static final ClassDesc SINK = describe(RecordBinding.Sink.class);

  private final ClassDesc type;
  private final RecordComponent[] components;
  private final ClassDesc[] types;

  private RecordBinder(final Class<?> type) {
    this.type = describe(type);
    this.components = type.getRecordComponents();
    this.types = new ClassDesc[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = describe(components[i].getType());
    }
  }

  /**
   * Makes the binding of a record class.
   *
   * @throws IllegalArgumentException if its package is closed to us, or its class loader does not
   *     know us
   */
  static RecordBinding bind(final Class<?> type) {
    try {
      final MethodHandles.Lookup inside =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      final RecordBinder binder = new RecordBinder(type);
      final ClassDesc name = ClassDesc.of(type.getPackageName(), "RecordBinding$$Generated");
      return (RecordBinding)
          inside
              .defineHiddenClass(
                  ClassFile.of().build(name, binder::write), true, ClassOption.NESTMATE)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (final ReflectiveOperationException | LinkageError e) {
      throw new IllegalArgumentException(type.getName() + " can't be accessed", e);
    }
  }

  private static ClassDesc describe(final Class<?> type) {
    return type.describeConstable()
        .orElseThrow(() -> new IllegalArgumentException(type + " is a hidden class"));
  }

  private void write(final ClassBuilder out) {
    out.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
        .withInterfaceSymbols(BINDING)
        .withMethodBody(
            INIT_NAME,
            MTD_void,
            ClassFile.ACC_PUBLIC,
            code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
        .withMethodBody(
            "make", MethodTypeDesc.of(CD_Object, SOURCE), ClassFile.ACC_PUBLIC, this::writeMake)
        .withMethodBody(
            "take",
            MethodTypeDesc.of(CD_void, CD_Object, SINK),
            ClassFile.ACC_PUBLIC,
            this::writeTake);
  }

  private void writeMake(final CodeBuilder code) {
    code.new_(type).dup();
    for (int i = 0; i < components.length; i++) {
      final Kind kind = Kind.of(components[i].getType());
      code.aload(1)
          .loadConstant(i)
          .invokeinterface(SOURCE, "read" + kind.name, MethodTypeDesc.of(kind.carrier, CD_int));
      narrow(code, components[i].getType(), types[i]);
    }
    code.invokespecial(type, INIT_NAME, MethodTypeDesc.of(CD_void, types)).areturn();
  }

  private static void narrow(
      final CodeBuilder code, final Class<?> component, final ClassDesc described) {
    if (component == int.class) {
      code.l2i();
    } else if (component == short.class) {
      code.l2i().i2s();
    } else if (component == byte.class) {
      code.l2i().i2b();
    } else if (component == float.class) {
      code.d2f();
    } else if (!component.isPrimitive()) {
      code.checkcast(described);
    }
  }

  private void writeTake(final CodeBuilder code) {
    code.aload(1).checkcast(type).astore(3);
    for (int i = 0; i < components.length; i++) {
      final Class<?> component = components[i].getType();
      final Kind kind = Kind.of(component);
      code.aload(2)
          .loadConstant(i)
          .aload(3)
          .invokevirtual(type, components[i].getAccessor().getName(), MethodTypeDesc.of(types[i]));
      if (component == float.class) {
        code.f2d();
      } else if (kind == Kind.LONG && component != long.class) {
        code.i2l();
      }
      code.invokeinterface(
          SINK, "write" + kind.name, MethodTypeDesc.of(CD_void, CD_int, kind.carrier));
    }
    code.return_();
  }

  /** The four ways a component travels. */
  private enum Kind {
    LONG("Long", CD_long),
    DOUBLE("Double", CD_double),
    BOOLEAN("Boolean", CD_boolean),
    OBJECT("Object", CD_Object);

    private final String name;
    private final ClassDesc carrier;

    Kind(final String name, final ClassDesc carrier) {
      this.name = name;
      this.carrier = carrier;
    }

    static Kind of(final Class<?> component) {
      if (!component.isPrimitive()) {
        return OBJECT;
      }
      if (component == boolean.class) {
        return BOOLEAN;
      }
      return component == double.class || component == float.class ? DOUBLE : LONG;
    }
  }
}
