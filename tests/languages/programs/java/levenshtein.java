import java.util.*;

public class Levenshtein {
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 0; i < a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i + 1;
            for (int j = 0; j < b.length(); j++)
                current[j + 1] = Math.min(Math.min(current[j], previous[j + 1]) + 1, previous[j] + (a.charAt(i) == b.charAt(j) ? 0 : 1));
            previous = current;
        }
        return previous[b.length()];
    }
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        while (in.hasNext()) {
            String a = in.next(), b = in.next();
            System.out.println(a + " " + b + " " + distance(a, b));
        }
    }
}
