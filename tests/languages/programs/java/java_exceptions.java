public class Exceptions {
    static class Resource implements AutoCloseable {
        final String name;
        Resource(String name) { this.name = name; System.out.println("open " + name); }
        public void close() throws Exception { System.out.println("close " + name); if (name.equals("b")) throw new Exception("close failed"); }
    }
    @SuppressWarnings("finally") static int odd() { try { return 1; } finally { return 2; } }
    static int depth(int n) { return depth(n + 1); }
    public static void main(String[] args) {
        try (var a = new Resource("a"); var b = new Resource("b")) {
            throw new IllegalStateException("body");
        } catch (Exception e) {
            System.out.println(e.getMessage() + " suppressed " + e.getSuppressed()[0].getMessage());
        }
        try { Object o = "x"; Integer i = (Integer) o; } catch (ClassCastException e) { System.out.println("cast"); }
        try { int[] x = new int[-1]; } catch (NegativeArraySizeException | ArithmeticException e) { System.out.println(e.getMessage()); }
        try { String s = null; s.length(); } catch (NullPointerException e) { System.out.println("null"); }
        try { depth(0); } catch (StackOverflowError e) { System.out.println("deep"); }
        try { throw new RuntimeException("outer", new Error("inner")); } catch (RuntimeException e) { System.out.println(e.getCause()); }
        System.out.println(odd());
    }
}
