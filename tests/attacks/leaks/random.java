// expect: ok | compare: differ | runs: a b c
public class Main {
  public static void main(String[] args) {
    System.out.println(new java.security.SecureRandom().nextLong() + " " + Math.random() + " " + java.util.UUID.randomUUID());
  }
}
