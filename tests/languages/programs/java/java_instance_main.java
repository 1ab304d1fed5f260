class Program {
    private final String greeting = "instance main";
    void main() { System.out.println(greeting); }
}
