// expect: time_limit | timeout: 1
public class Main {
  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> { for (;;) { } }));
    Thread.sleep(100_000);
  }
}
