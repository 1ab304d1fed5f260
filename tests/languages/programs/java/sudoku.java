import java.util.*;

public class Sudoku {
    static char[][] grid = new char[9][];
    static boolean fits(int r, int c, char d) {
        for (int i = 0; i < 9; i++)
            if (grid[r][i] == d || grid[i][c] == d || grid[r / 3 * 3 + i / 3][c / 3 * 3 + i % 3] == d) return false;
        return true;
    }
    static boolean solve(int at) {
        if (at == 81) return true;
        int r = at / 9, c = at % 9;
        if (grid[r][c] != '.') return solve(at + 1);
        for (char d = '1'; d <= '9'; d++)
            if (fits(r, c, d)) {
                grid[r][c] = d;
                if (solve(at + 1)) return true;
            }
        grid[r][c] = '.';
        return false;
    }
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        for (int i = 0; i < 9; i++) grid[i] = in.next().toCharArray();
        System.out.println(solve(0) ? "solved" : "impossible");
        for (char[] row : grid) System.out.println(row);
    }
}
