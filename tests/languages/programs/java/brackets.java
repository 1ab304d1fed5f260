import java.util.*;

public class Brackets {
    static boolean balanced(String line) {
        Deque<Character> stack = new ArrayDeque<>();
        for (char c : line.toCharArray())
            switch (c) {
                case '(' -> stack.push(')');
                case '[' -> stack.push(']');
                case '{' -> stack.push('}');
                case ')', ']', '}' -> { if (stack.isEmpty() || stack.pop() != c) return false; }
                default -> {}
            }
        return stack.isEmpty();
    }
    public static void main(String[] args) {
        new Scanner(System.in).useDelimiter("\n").tokens().forEach(line -> System.out.println(line + (balanced(line) ? " balanced" : " broken")));
    }
}
