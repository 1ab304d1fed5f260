import java.math.BigInteger;
import java.util.stream.LongStream;

interface BigFactorial {
    static void main(String[] args) {
        for (int n : new int[] {20, 50, 100}) {
            BigInteger f = LongStream.rangeClosed(1, n).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
            System.out.println(n + " " + f + " " + f.toString().chars().map(Character::getNumericValue).sum());
        }
    }
}
