import java.util.stream.*;

int square(int n) { return n * n; }
record Pair(int a, int b) {}
final List<String> words = List.of("compact", "source");
void main() {
    IO.println(words + " " + new Pair(square(3), square(4)));
    IO.println(IntStream.rangeClosed(1, 4).map(this::square).boxed().collect(Collectors.toList()));
}
