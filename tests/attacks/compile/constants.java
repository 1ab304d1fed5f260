// expect: compile_error or time_limit or memory_limit | compile wall: 3s
public class Main {
  static final String A = "0123456789012345678901234567890123456789", B = A + A + A + A + A + A + A + A + A + A, C = B + B + B + B + B + B + B + B + B + B,
      D = C + C + C + C + C + C + C + C + C + C, E = D + D + D + D + D + D + D + D + D + D, F = E + E + E + E + E + E + E + E + E + E,
      G = F + F + F + F + F + F + F + F + F + F, H = G + G + G + G + G + G + G + G + G + G;
  public static void main(String[] args) { System.out.println(H.length()); }
}
