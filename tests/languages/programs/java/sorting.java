public class Sorting {
    static long seed = 7;

    static <T extends Comparable<T>> void quicksort(T[] a, int low, int high) {
        if (low >= high) return;
        T pivot = a[(low + high) >>> 1];
        int i = low, j = high;
        while (i <= j) {
            while (a[i].compareTo(pivot) < 0) i++;
            while (a[j].compareTo(pivot) > 0) j--;
            if (i <= j) { T t = a[i]; a[i++] = a[j]; a[j--] = t; }
        }
        quicksort(a, low, j);
        quicksort(a, i, high);
    }

    public static void main(String[] args) {
        Integer[] a = new Integer[2000];
        for (int i = 0; i < a.length; i++) a[i] = (int) ((seed = (seed * 1103515245 + 12345) % (1L << 31)) % 100000);
        quicksort(a, 0, a.length - 1);
        System.out.printf("%d %d %d %d %d%n", a[0], a[1], a[2], a[3], a[4]);
        System.out.printf("%d %d %d %d %d%n", (Object[]) java.util.Arrays.copyOfRange(a, 1995, 2000));
        long sum = 0;
        for (int i = 0; i < a.length; i++) sum += (long) i * a[i];
        System.out.println(sum % 1_000_000_007);
    }
}
