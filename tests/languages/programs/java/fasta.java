import java.util.*;

public class Fasta {
    private static int seed = 42;
    private static double random() { return (seed = (seed * 3877 + 29573) % 139968) / 139968.0; }

    public static void main(String[] args) {
        var table = new TreeMap<Double, Character>(Map.of(0.3029549426680, 'a', 0.5029330453, 'c', 0.7004, 'g', 1.0, 't'));
        System.out.println(">random");
        for (int line = 0; line < 5; line++) {
            for (int i = 0; i < 60; i++) System.out.print(table.higherEntry(random()).getValue());
            System.out.println();
        }
    }
}
