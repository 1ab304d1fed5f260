// expect: contained | runs: plant look
import java.nio.file.*;
import java.util.*;

public class Main {
  public static void main(String[] args) throws Exception {
    var found = new ArrayList<String>();
    for (String folder : List.of("/tmp", "/var/tmp", "/dev/shm", "/box", "/usr/lib/jvm", "/usr/lib/cordon")) {
      Path path = Path.of(folder, "hsperfdata_left");
      if (args[0].equals("look") && Files.exists(path)) found.add(folder);
      try { Files.writeString(path, "x"); } catch (java.io.IOException e) { }
    }
    System.out.println(found.isEmpty() ? "contained" : "ESCAPED: " + found);
  }
}
