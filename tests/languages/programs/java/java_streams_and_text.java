import java.time.*;
import java.util.*;
import java.util.stream.*;

public class Text {
    record Person(String name, String city, int age) {}
    public static void main(String[] args) {
        var people = List.of(new Person("Ann", "Oslo", 31), new Person("Bob", "Rome", 25), new Person("Cid", "Oslo", 44));
        var ages = people.stream().collect(Collectors.groupingBy(Person::city, TreeMap::new, Collectors.averagingInt(Person::age)));
        System.out.println(ages);
        System.out.println(people.stream().sorted(Comparator.comparing(Person::age).reversed()).map(Person::name).collect(Collectors.joining(", ", "[", "]")));
        System.out.println(IntStream.iterate(1, i -> i < 200, i -> i * 3).boxed().toList() + " " + Stream.of("a,b", "c").flatMap(s -> Arrays.stream(s.split(","))).toList());
        System.out.println("""
            text block "quoted" \
            joined
              indented""" + " " + String.format("%05.1f|%-5s|%+d|%x", 3.14159, "ab", 5, 255));
        System.out.println(LocalDate.of(2024, 2, 28).plusDays(2) + " " + Duration.ofMinutes(135) + " " + ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneId.of("Asia/Tokyo")).toInstant());
        System.out.println("größe 漢字 😀".codePoints().count() + " " + "  x ".strip() + "|" + "ab".repeat(2) + " " + "a-b-c".replaceAll("-(\\w)", "<$1>"));
    }
}
