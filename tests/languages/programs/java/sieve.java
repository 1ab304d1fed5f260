import java.util.*;

public class Sieve {
    public static void main(String[] args) {
        BitSet composite = new BitSet(100_000);
        List<Integer> primes = new ArrayList<>();
        for (int i = 2; i < 100_000; i = composite.nextClearBit(i + 1)) {
            primes.add(i);
            for (long j = (long) i * i; j < 100_000; j += i) composite.set((int) j);
        }
        System.out.println(primes.size());
        System.out.println(String.join(" ", primes.subList(primes.size() - 5, primes.size()).stream().map(String::valueOf).toList()));
    }
}
