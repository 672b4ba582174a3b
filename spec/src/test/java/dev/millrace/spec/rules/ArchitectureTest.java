package dev.millrace.spec.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the design, and what nothing below dispatch may do. */
class ArchitectureTest {
  private static final String[] BELOW_DISPATCH = {
    "dev.millrace.wire..", "dev.millrace.codec..", "dev.millrace.shm.."
  };
  private static final String[] WIRE = {
    "java..", "dev.millrace.wire..", "org.apache.arrow.flatbuf..", "com.google.flatbuffers.."
  };
  private static final String[] CODEC = and(WIRE, "dev.millrace.codec..");
  private static final String[] SHM = and(CODEC, "dev.millrace.shm..", "org.agrona..");
  private static final String[] DISPATCH =
      and(SHM, "dev.millrace.dispatch..", "com.fasterxml.jackson..", "org.slf4j..");
  private static final String[] SDK = and(DISPATCH, "dev.millrace.sdk..", "picocli..");

  private static JavaClasses shipped;

  @BeforeAll
  static void readShippedClasses() {
    shipped =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.millrace");
    for (String module : List.of("wire", "codec", "shm", "dispatch", "sdk")) {
      assertTrue(
          shipped.stream().anyMatch(c -> c.getPackageName().startsWith("dev.millrace." + module)),
          "the rules see module " + module);
    }
  }

  @Test
  void wireKnowsOnlyTheFormat() {
    only("dev.millrace.wire..", WIRE).check(shipped);
  }

  @Test
  void codecKnowsWire() {
    only("dev.millrace.codec..", CODEC).check(shipped);
  }

  @Test
  void agronaEntersAtSharedMemory() {
    only("dev.millrace.shm..", SHM).check(shipped);
  }

  @Test
  void dispatchKnowsWhatIsBelow() {
    only("dev.millrace.dispatch..", DISPATCH).check(shipped);
  }

  @Test
  void sdkKnowsWhatIsBelow() {
    only("dev.millrace.sdk..", SDK).check(shipped);
  }

  @Test
  void wireAndCodecPerformNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.millrace.wire..", "dev.millrace.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.channels..", "java.nio.file..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccess|Print|Console).*")
        .check(shipped);
  }

  @Test
  void noSocketBelowDispatch() {
    noClasses()
        .that()
        .resideInAnyPackage(BELOW_DISPATCH)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.nio\\.channels\\..*(Socket|Datagram|Selector|Pipe).*")
        .check(shipped);
  }

  @Test
  void noThreadIsStartedBelowDispatch() {
    noClasses()
        .that()
        .resideInAnyPackage(BELOW_DISPATCH)
        .should()
        .callConstructorWhere(
            describe(
                "a thread is made", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
        .orShould()
        .callMethodWhere(
            describe(
                "a thread is started",
                call ->
                    call.getTargetOwner().isAssignableTo(Thread.class)
                        && List.of("start", "ofPlatform", "ofVirtual", "startVirtualThread")
                            .contains(call.getName())))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Timer|concurrent\\.(Executor.*|ForkJoin.*|CompletableFuture|.*Queue))")
        .check(shipped);
  }

  @Test
  void noLockBelowDispatch() throws Exception {
    noClasses()
        .that()
        .resideInAnyPackage(BELOW_DISPATCH)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.locks\\.(?!LockSupport).*")
        .check(shipped);
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(BELOW_DISPATCH)
        .should()
        .haveModifier(JavaModifier.SYNCHRONIZED)
        .check(shipped);
    assertEquals(List.of(), synchronizedBlocksBelowDispatch());
  }

  @Test
  void noLoggingBelowDispatch() {
    noClasses()
        .that()
        .resideInAnyPackage(BELOW_DISPATCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.System\\$Logger.*")
        .orShould()
        .callMethodWhere(
            describe(
                "a logger is asked for",
                call ->
                    call.getTargetOwner().isEquivalentTo(System.class)
                        && call.getName().equals("getLogger")))
        .check(shipped);
  }

  /**
   * stdout is the protocol of a worker on stdio: only command lines and mains may print. Stdio
   * takes System.out away from everyone else.
   */
  @Test
  void onlyMainsPrint() {
    noClasses()
        .that()
        .resideInAnyPackage(and(BELOW_DISPATCH, "dev.millrace.dispatch.."))
        .and()
        .doNotHaveFullyQualifiedName("dev.millrace.dispatch.transport.Stdio")
        .should()
        .accessField(System.class, "out")
        .check(shipped);
    noClasses()
        .that()
        .resideInAnyPackage(BELOW_DISPATCH)
        .should()
        .accessField(System.class, "err")
        .check(shipped);
  }

  private static ClassesShouldConjunction only(String module, String[] known) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(known);
  }

  private static String[] and(String[] known, String... more) {
    return Stream.concat(Stream.of(known), Stream.of(more)).toArray(String[]::new);
  }

  /* The rule library does not see monitorenter, the class file does. */
  private static List<String> synchronizedBlocksBelowDispatch() throws Exception {
    List<String> found = new ArrayList<>();
    for (JavaClass shippedClass : shipped) {
      if (!Stream.of(BELOW_DISPATCH)
          .anyMatch(
              p ->
                  (shippedClass.getPackageName() + ".")
                      .startsWith(p.substring(0, p.length() - 1)))) {
        continue;
      }
      try (InputStream bytes =
          shippedClass.getSource().orElseThrow().getUri().toURL().openStream()) {
        ClassModel model = ClassFile.of().parse(bytes.readAllBytes());
        boolean monitor =
            model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(
                    element ->
                        element instanceof java.lang.classfile.instruction.MonitorInstruction m
                            && m.opcode() == Opcode.MONITORENTER);
        if (monitor) {
          found.add(shippedClass.getName());
        }
      }
    }
    return found;
  }
}
