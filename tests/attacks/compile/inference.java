// expect: compile_error or time_limit or memory_limit or ok | compile wall: 3s
import java.util.function.*;

public class Main {
  static <T> T id(T t) { return t; }
  static <A> Supplier<A> s(Supplier<A> a) { return a; }
  static <A> Supplier<A> s(Function<A, A> a) { return null; }
  public static void main(String[] args) {
    Object o = s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> s(() -> id(id(1)))))))))))))));
  }
}
