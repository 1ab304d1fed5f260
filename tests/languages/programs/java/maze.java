import java.util.*;

public class Maze {
    record Step(int r, int c, int steps) {}

    public static void main(String[] args) {
        List<String> grid = new ArrayList<>();
        for (var in = new Scanner(System.in); in.hasNext(); ) grid.add(in.next());
        int row = 0;
        while (!grid.get(row).contains("S")) row++;
        var queue = new ArrayDeque<Step>(List.of(new Step(row, grid.get(row).indexOf('S'), 0)));
        boolean[][] seen = new boolean[grid.size()][grid.getFirst().length()];
        seen[row][queue.peek().c] = true;
        int count = 1;
        String answer = "no way";
        while (!queue.isEmpty()) {
            var s = queue.poll();
            if (grid.get(s.r).charAt(s.c) == 'E') { answer = "steps " + s.steps; break; }
            for (int[] d : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                int r = s.r + d[0], c = s.c + d[1];
                if (grid.get(r).charAt(c) == '#' || seen[r][c]) continue;
                seen[r][c] = true;
                count++;
                queue.add(new Step(r, c, s.steps + 1));
            }
        }
        System.out.println(answer + "\nseen " + count);
    }
}
