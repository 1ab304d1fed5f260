import java.util.Scanner;

public class Calculator {
    private final String text;
    private int at;
    Calculator(String text) { this.text = text.replace(" ", ""); }
    char peek() { return at < text.length() ? text.charAt(at) : 0; }
    int expression() {
        int value = term();
        while (peek() == '+' || peek() == '-') value = text.charAt(at++) == '+' ? value + term() : value - term();
        return value;
    }
    int term() {
        int value = factor();
        while (peek() == '*' || peek() == '/') value = text.charAt(at++) == '*' ? value * factor() : value / factor();
        return value;
    }
    int factor() {
        if (peek() == '-') { at++; return -factor(); }
        if (peek() == '(') { at++; int value = expression(); at++; return value; }
        int start = at;
        while (Character.isDigit(peek())) at++;
        return Integer.parseInt(text.substring(start, at));
    }
    public static void main(String[] args) {
        var in = new Scanner(System.in);
        while (in.hasNextLine()) { String line = in.nextLine(); System.out.println(line + " = " + new Calculator(line).expression()); }
    }
}
