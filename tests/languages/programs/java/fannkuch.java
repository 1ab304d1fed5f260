public class Fannkuch {
    public static void main(String[] args) {
        int n = 7, most = 0, checksum = 0, r = n;
        int[] perm1 = new int[n], count = new int[n];
        for (int i = 0; i < n; i++) perm1[i] = i;
        search:
        for (int index = 0; ; index++) {
            for (; r != 1; r--) count[r - 1] = r;
            int[] perm = perm1.clone();
            int flips = 0;
            for (int k; (k = perm[0]) != 0; flips++)
                for (int i = 0, j = k; i < j; i++, j--) { int t = perm[i]; perm[i] = perm[j]; perm[j] = t; }
            most = Math.max(most, flips);
            checksum += index % 2 == 0 ? flips : -flips;
            for (; ; r++) {
                if (r == n) break search;
                int first = perm1[0];
                System.arraycopy(perm1, 1, perm1, 0, r);
                perm1[r] = first;
                if (--count[r] > 0) break;
            }
        }
        System.out.println(checksum + "\nPfannkuchen(" + n + ") = " + most);
    }
}
