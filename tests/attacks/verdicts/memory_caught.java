// expect: ok | limits: {"memory": 134217728}
public class Main {
  public static void main(String[] args) {
    try {
      long[][] kept = new long[1000][];
      for (int i = 0; i < 1000; i++) kept[i] = new long[1_000_000];
    } catch (OutOfMemoryError e) {
      System.out.println("caught");
    }
  }
}
