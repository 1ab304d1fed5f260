import java.util.*;

public class Patterns {
    sealed interface Expr permits Num, Add, Mul, Neg {}
    record Num(int value) implements Expr {}
    record Add(Expr left, Expr right) implements Expr {}
    record Mul(Expr left, Expr right) implements Expr {}
    record Neg(Expr inner) implements Expr {}

    static int eval(Expr e) {
        return switch (e) {
            case Num(var v) -> v;
            case Add(Num(var a), Num(var b)) when a == b -> 2 * a;
            case Add(var l, var r) -> eval(l) + eval(r);
            case Mul(var l, var r) -> eval(l) * eval(r);
            case Neg(var x) -> -eval(x);
        };
    }
    static String kind(Object o) {
        return switch (o) {
            case null -> "null";
            case Integer i when i > 100 -> "big " + i;
            case Integer i -> "int " + i;
            case String s -> "text of " + s.length();
            case int[] a -> "array of " + a.length;
            case List<?> l -> "list " + l;
            default -> o.getClass().getSimpleName();
        };
    }
    public static void main(String[] args) {
        System.out.println(eval(new Add(new Mul(new Num(3), new Num(4)), new Neg(new Add(new Num(1), new Num(1))))));
        for (Object o : new Object[] {null, 5, 500, "abc", new int[2], List.of(1), 2.5}) System.out.println(kind(o));
        System.out.println(new Add(new Num(1), new Num(2)) + " " + new Num(1).equals(new Num(1)));
    }
}
