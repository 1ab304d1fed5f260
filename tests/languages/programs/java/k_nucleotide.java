import java.util.*;
import java.util.stream.*;

public class Main {
    public static void main(String[] args) {
        String sequence = new Scanner(System.in).nextLine();
        for (int k : new int[] {1, 2, 3}) {
            final int size = k;
            Map<String, Long> counts = IntStream.rangeClosed(0, sequence.length() - k).mapToObj(i -> sequence.substring(i, i + size))
                .collect(Collectors.groupingBy(s -> s, Collectors.counting()));
            counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(6).forEach(e -> System.out.println(e.getKey() + " " + e.getValue()));
            System.out.println();
        }
    }
}
