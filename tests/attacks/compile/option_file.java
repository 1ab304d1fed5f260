// expect: refused
public class Main {
  public static void main(String[] args) { System.out.println("contained"); }
}
//--- @options.java
-J-Dattack=1 -processor Evil
