// expect: memory_limit | limits: {"memory": 134217728}
import java.util.*;

public class Main {
  public static void main(String[] args) {
    List<Object> kept = new ArrayList<>();
    for (;;) kept.add(new long[1000]);
  }
}
