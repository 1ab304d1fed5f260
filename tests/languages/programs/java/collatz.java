public class Collatz {
    public static void main(String[] args) {
        int best = 0, most = 0;
        for (int start = 1; start < 20000; start++) {
            int steps = 1;
            for (long n = start; n != 1; steps++) n = (n & 1) == 0 ? n / 2 : 3 * n + 1;
            if (steps > most) { most = steps; best = start; }
        }
        System.out.println(best + " " + most);
    }
}
