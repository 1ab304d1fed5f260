// expect: contained | runs: plant look
import java.nio.file.*;

public class Main {
  static class Later {
    static String say() { return "contained"; }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of("/box/out");
    if (args[0].equals("plant")) {
      for (String name : new String[] {"Main.class", "Main$Later.class", "Planted.class"})
        Files.writeString(folder.resolve(name), "no class any more");
      System.out.println("contained");
    } else {
      System.out.println(Files.exists(folder.resolve("Planted.class")) ? "ESCAPED" : Later.say());
    }
  }
}
