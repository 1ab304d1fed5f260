import java.util.*;
import java.util.stream.*;

public class Floyd {
    public static void main(String[] args) {
        final int n = 5, far = 1_000_000;
        int[][] d = new int[n][n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) d[i][j] = i == j ? 0 : far;
        for (int[] e : new int[][] {{0, 1, 3}, {0, 2, 8}, {0, 4, -4}, {1, 3, 1}, {1, 4, 7}, {2, 1, 4}, {3, 0, 2}, {3, 2, -5}, {4, 3, 6}}) d[e[0]][e[1]] = e[2];
        for (int k = 0; k < n; k++) for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
        for (int[] row : d) System.out.println(Arrays.stream(row).mapToObj("%3d"::formatted).collect(Collectors.joining(" ")));
    }
}
