// expect: output_limit | limits: {"output": 65536}
public class Main {
  public static void main(String[] args) {
    for (;;) System.out.print("\0\u00ff");
  }
}
