package math.triangles;

public class Pascal {
    public static void main(String[] args) {
        int[] row = {1};
        for (int i = 0; i < 10; i++) {
            System.out.print(" ".repeat(2 * (9 - i)));
            for (int x : row) System.out.printf("%4d", x);
            System.out.println();
            int[] next = new int[row.length + 1];
            for (int k = 0; k < next.length; k++) next[k] = (k > 0 ? row[k - 1] : 0) + (k < row.length ? row[k] : 0);
            row = next;
        }
    }
}
