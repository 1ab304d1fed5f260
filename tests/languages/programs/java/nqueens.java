public class Queens {
    static int queens(int n, int row, int columns, int left, int right) {
        if (row == n) return 1;
        int found = 0;
        for (int free = ~(columns | left | right) & (1 << n) - 1; free != 0; free &= free - 1) {
            int bit = Integer.lowestOneBit(free);
            found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }
        return found;
    }
    public static void main(String... args) {
        for (int n = 1; n <= 8; n++) System.out.println(n + " " + queens(n, 0, 0, 0, 0));
    }
}
