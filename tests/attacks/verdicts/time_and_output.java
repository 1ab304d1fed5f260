// expect: time_limit | timeout: 1
public class Main {
  public static void main(String[] args) throws Exception {
    for (;;) {
      System.out.println("still here");
      Thread.sleep(100);
    }
  }
}
