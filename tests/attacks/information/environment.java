// expect: contained
import java.util.*;

public class Main {
  public static void main(String[] args) {
    var leaked = new TreeSet<String>(System.getenv().keySet());
    leaked.removeAll(Set.of("PATH", "LANG", "HOME", "USER", "TMPDIR", "PWD", "LC_ALL"));
    for (var property : List.of("user.home", "user.dir", "java.io.tmpdir"))
      if (!Set.of("/box", "/tmp", "?", "/").contains(System.getProperty(property))) leaked.add(property + "=" + System.getProperty(property));
    System.out.println(leaked.isEmpty() ? "contained" : "ESCAPED: " + leaked);
  }
}
