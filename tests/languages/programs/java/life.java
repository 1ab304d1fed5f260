import java.util.*;

class Life {
    record Cell(int r, int c) {}
    static final int SIZE = 8;

    static long near(Set<Cell> alive, int r, int c) {
        long n = 0;
        for (int dr = -1; dr <= 1; dr++)
            for (int dc = -1; dc <= 1; dc++)
                if ((dr != 0 || dc != 0) && alive.contains(new Cell(Math.floorMod(r + dr, SIZE), Math.floorMod(c + dc, SIZE)))) n++;
        return n;
    }

    public static void main(String[] args) {
        Set<Cell> alive = new HashSet<>(List.of(new Cell(0, 1), new Cell(1, 2), new Cell(2, 0), new Cell(2, 1), new Cell(2, 2)));
        for (int g = 0; g < 5; g++) {
            System.out.println("generation " + g);
            Set<Cell> next = new HashSet<>();
            for (int r = 0; r < SIZE; r++) {
                String line = "";
                for (int c = 0; c < SIZE; c++) {
                    boolean lives = alive.contains(new Cell(r, c));
                    line += lives ? "#" : ".";
                    long n = near(alive, r, c);
                    if (n == 3 || lives && n == 2) next.add(new Cell(r, c));
                }
                System.out.println(line);
            }
            alive = next;
        }
    }
}
