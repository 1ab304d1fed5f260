// expect: contained | stopped by: network_namespace
import java.net.*;

public class Main {
  public static void main(String[] args) {
    try (var socket = new Socket("127.0.0.1", {{port}})) {
      System.out.println("ESCAPED: the server itself");
    } catch (Exception e) {
      System.out.println("contained");
    }
  }
}
