import java.util.stream.*;

class SpectralNorm {
    static double a(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

    static double[] times(double[] v, boolean transposed) {
        return IntStream.range(0, v.length).mapToDouble(i ->
            IntStream.range(0, v.length).mapToDouble(j -> (transposed ? a(j, i) : a(i, j)) * v[j]).reduce(0, Double::sum)).toArray();
    }

    static double dot(double[] x, double[] y) { return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).reduce(0, Double::sum); }

    public static void main(String[] args) {
        double[] u = DoubleStream.generate(() -> 1).limit(50).toArray(), v = u;
        for (int i = 0; i < 10; i++) {
            v = times(times(u, false), true);
            u = times(times(v, false), true);
        }
        System.out.printf("%.9f\n", Math.sqrt(dot(u, v) / dot(v, v)));
    }
}
