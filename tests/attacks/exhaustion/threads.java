// expect: contained or process_limit or runtime_error or memory_limit | stopped by: process_limit | limits: {"processes": 30, "memory": 400000000}
public class Main {
  public static void main(String[] args) {
    try {
      for (int i = 0; i < 150; i++) {
        Thread thread = new Thread(null, () -> { try { Thread.sleep(5000); } catch (InterruptedException e) { } }, "t", 65536);
        thread.setDaemon(true);
        thread.start();
      }
      System.out.println("ESCAPED: more threads than the limit");
    } catch (OutOfMemoryError e) {
      System.exit(3);
    }
  }
}
