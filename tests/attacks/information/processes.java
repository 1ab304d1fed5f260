// expect: contained | stopped by: hidden_processes
public class Main {
  public static void main(String[] args) {
    long others = ProcessHandle.allProcesses().filter(p -> p.pid() != ProcessHandle.current().pid()).count();
    System.out.println(others > 0 ? "ESCAPED: " + others + " processes" : "contained");
  }
}
