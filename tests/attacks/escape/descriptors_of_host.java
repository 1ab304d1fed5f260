// expect: contained
import java.nio.file.*;

public class Main {
  public static void main(String[] args) throws Exception {
    for (String path : new String[] {"/proc/1/root", "/proc/1/fd", "/proc/2/../1/root/etc", "/proc/self/root/../..", "/proc/self/cwd/../.."}) {
      try (var entries = Files.list(Path.of(path))) {
        var names = entries.map(p -> p.getFileName().toString()).toList();
        if (names.contains("boot") || names.contains("root") || names.contains("work")) {
          System.out.println("ESCAPED: " + path);
          return;
        }
      } catch (java.io.IOException e) {
      }
    }
    System.out.println("contained");
  }
}
