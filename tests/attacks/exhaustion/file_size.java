// expect: file_limit or runtime_error | stopped by: resource_limits | limits: {"files": 1048576}
import java.nio.file.*;

public class Main {
  public static void main(String[] args) throws Exception {
    Files.write(Path.of("/box/file"), new byte[2 << 20]);
    System.out.println("ESCAPED: 2 MiB in a file of at most 1 MiB");
  }
}
