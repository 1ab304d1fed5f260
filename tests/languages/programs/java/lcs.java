public class Lcs {
    static String lcs(String a, String b) {
        int[][] t = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i < a.length(); i++)
            for (int j = 0; j < b.length(); j++)
                t[i + 1][j + 1] = a.charAt(i) == b.charAt(j) ? t[i][j] + 1 : Math.max(t[i][j + 1], t[i + 1][j]);
        StringBuilder out = new StringBuilder();
        for (int i = a.length(), j = b.length(); i > 0 && j > 0; )
            if (a.charAt(i - 1) == b.charAt(j - 1)) { out.append(a.charAt(--i)); j--; }
            else if (t[i - 1][j] >= t[i][j - 1]) i--;
            else j--;
        return out.reverse().toString();
    }
    public static void main(String[] args) {
        String[][] pairs = {{"AGGTAB", "GXTXAYB"}, {"thisisatest", "testing123testing"}, {"", "x"}};
        for (String[] p : pairs) { String r = lcs(p[0], p[1]); System.out.println(r.length() + " " + r + "."); }
    }
}
