import java.util.*;
import java.util.function.IntSupplier;

public class Outer {
    private int n = 1;
    class Inner { int m = n + 1; class Deep { int sum() { return n + m; } } }
    static class Nested { static int made; { made++; } }
    interface Greeter { String greet(); default Greeter loud() { return () -> greet().toUpperCase(); } static Greeter of(String s) { return () -> s; } }
    enum Op implements java.util.function.IntBinaryOperator {
        ADD("+") { public int applyAsInt(int a, int b) { return a + b; } }, MUL("*") { public int applyAsInt(int a, int b) { return a * b; } };
        final String sign;
        Op(String sign) { this.sign = sign; }
    }
    public static void main(String[] args) {
        Outer o = new Outer();
        Outer.Inner.Deep deep = o.new Inner().new Deep();
        new Nested(); new Nested();
        System.out.println(deep.sum() + " " + Nested.made + " " + Greeter.of("hi").loud().greet());
        for (Op op : Op.values()) System.out.println(3 + op.sign + 4 + "=" + op.applyAsInt(3, 4));
        IntSupplier next = new IntSupplier() { int i = 0; public int getAsInt() { return i++; } };
        next.getAsInt();
        System.out.println(next.getAsInt() + " " + new EnumMap<>(Map.of(Op.MUL, 1)) + " " + Op.valueOf("ADD").ordinal());
    }
}
