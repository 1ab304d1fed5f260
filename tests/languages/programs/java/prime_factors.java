import java.util.StringJoiner;

public class PrimeFactors {
    public static void main(String[] args) {
        for (long number : new long[] {2, 12, 97, 360, 1001, 65536, 999999, 2147483647, 600851475143L}) {
            var joiner = new StringJoiner(" * ", number + " = ", "");
            long n = number;
            for (long p = 2; p * p <= n; p++) {
                int k = 0;
                for (; n % p == 0; n /= p) k++;
                if (k > 0) joiner.add(k > 1 ? p + "^" + k : "" + p);
            }
            if (n > 1) joiner.add(Long.toString(n));
            System.out.println(joiner);
        }
    }
}
