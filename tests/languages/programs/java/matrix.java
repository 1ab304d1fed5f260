import java.util.Arrays;

class Matrix {
    static long seed = 1;
    static int random() { return (int) ((seed = (seed * 1103515245 + 12345) % 2147483648L) / 65536 % 10); }

    public static void main(String[] args) {
        int n = 40;
        int[][] a = new int[n][n], b = new int[n][n], c = new int[n][n];
        for (int[][] m : new int[][][] {a, b}) for (int[] row : m) Arrays.setAll(row, i -> random());
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) for (int k = 0; k < n; k++) c[i][j] += a[i][k] * b[k][j];
        int trace = 0;
        for (int i = 0; i < n; i++) trace += c[i][i];
        System.out.println(trace + " " + Arrays.stream(c).flatMapToInt(Arrays::stream).sum() + " " + c[0][0] + " " + c[n - 1][n - 1]);
    }
}
