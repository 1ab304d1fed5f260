import java.util.*;
import java.util.function.*;

public class Generics {
    interface Monoid<T> { T zero(); T plus(T a, T b); default T sum(Collection<? extends T> all) { T r = zero(); for (T t : all) r = plus(r, t); return r; } }
    static <T> Monoid<T> monoid(Supplier<T> zero, BinaryOperator<T> plus) {
        return new Monoid<>() { public T zero() { return zero.get(); } public T plus(T a, T b) { return plus.apply(a, b); } };
    }
    static <A, B, C> Function<A, C> then(Function<? super A, ? extends B> f, Function<? super B, ? extends C> g) { return a -> g.apply(f.apply(a)); }
    @SafeVarargs static <T extends Comparable<? super T>> T max(T first, T... rest) { for (T t : rest) if (t.compareTo(first) > 0) first = t; return first; }
    public static void main(String[] args) {
        System.out.println(monoid(() -> 0, Integer::sum).sum(List.of(1, 2, 3)) + " " + monoid(() -> "", String::concat).sum(List.of("a", "b")));
        System.out.println(Generics.<String, Integer, String>then(String::length, n -> "#" + n).apply("four") + " " + max(3, 9, 2) + " " + max("b", "a"));
        Runnable r = () -> { class Local { int x = 5; } System.out.println(new Local().x + " " + Optional.of(3).map(x -> x * 2).filter(x -> x > 5).orElse(-1)); };
        r.run();
    }
}
