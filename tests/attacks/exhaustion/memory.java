// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 134217728}
// Beside the heap.
import java.lang.foreign.*;

public class Main {
  public static void main(String[] args) {
    Arena.global().allocate(192 << 20).fill((byte) 1);
    System.out.println("ESCAPED: half as much again as the limit");
  }
}
