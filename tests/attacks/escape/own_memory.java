// expect: contained | stopped by: landlock
import java.io.RandomAccessFile;

public class Main {
  public static void main(String[] args) {
    try (var memory = new RandomAccessFile("/proc/self/mem", "rw")) {
      System.out.println("ESCAPED: its own memory as a file");
    } catch (java.io.IOException e) {
      System.out.println("contained");
    }
  }
}
