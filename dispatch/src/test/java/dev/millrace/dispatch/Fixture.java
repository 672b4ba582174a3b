package dev.millrace.dispatch;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A protocol with one method of every kind, served by {@link FixtureService}. */
@RpcProtocol(name = "fixture.v1", version = "1.2.3")
public interface Fixture extends FixtureStreams {
  double add(double a, double b);

  void nothing();

  String greet(@Default("world") String name, @Default("!") String mark);

  @Nullable
  String maybe(@Nullable String value);

  Color next(Color color);

  Point mirror(Point point);

  MemorySegment echo(MemorySegment data);

  String whoAmI(CallContext context);

  void fail(String type, String message);

  void failWith(String code, String kind, long padding);

  void failUnnamed();

  String chatter(CallContext context, long lines);

  @Nullable
  String brokenPromise();

  List<Long> counters();

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  record Point(double x, double y) {}
}
