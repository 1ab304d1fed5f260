class Hanoi {
    int moves;
    void move(int n, char source, char target, char spare) {
        if (n == 0) return;
        move(n - 1, source, spare, target);
        moves++;
        System.out.println(n + ": " + source + " -> " + target);
        move(n - 1, spare, target, source);
    }
    public static void main(String[] args) {
        var hanoi = new Hanoi();
        hanoi.move(4, 'A', 'C', 'B');
        System.out.println(hanoi.moves);
    }
}
