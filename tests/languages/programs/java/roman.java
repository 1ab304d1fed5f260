enum Roman {
    M(1000), CM(900), D(500), CD(400), C(100), XC(90), L(50), XL(40), X(10), IX(9), V(5), IV(4), I(1);
    final int value;
    Roman(int value) { this.value = value; }

    static String to(int n) {
        StringBuilder text = new StringBuilder();
        for (Roman r : values()) { text.append(r.name().repeat(n / r.value)); n %= r.value; }
        return text.toString();
    }
    static int from(String text) {
        int value = 0;
        for (Roman r : values())
            while (text.startsWith(r.name())) { value += r.value; text = text.substring(r.name().length()); }
        return value;
    }
    public static void main(String[] args) {
        for (int n : new int[] {1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999}) System.out.println(n + " " + to(n) + " " + from(to(n)));
    }
}
