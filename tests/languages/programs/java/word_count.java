import java.util.*;
import java.util.function.Function;
import java.util.regex.*;
import java.util.stream.Collectors;

public class WordCount {
    public static void main(String[] args) throws Exception {
        String text = new String(System.in.readAllBytes(), "UTF-8").toLowerCase();
        var counts = Pattern.compile("[a-z]+").matcher(text).results().map(MatchResult::group)
            .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        counts.entrySet().stream().sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
            .forEach(e -> System.out.printf("%-8s%3d%n", e.getKey(), e.getValue()));
    }
}
