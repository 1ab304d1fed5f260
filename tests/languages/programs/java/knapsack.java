import java.util.*;

record Item(int weight, int value) {
    public static void main(String[] args) {
        int[][] data = {{9, 150}, {13, 35}, {153, 200}, {50, 160}, {15, 60}, {68, 45}, {27, 60}, {39, 40}, {23, 30}, {52, 10}, {11, 70}, {32, 30}};
        List<Item> items = Arrays.stream(data).map(d -> new Item(d[0], d[1])).toList();
        int[] best = new int[201];
        for (Item item : items)
            for (int c = 200; c >= item.weight; c--) best[c] = Math.max(best[c], best[c - item.weight] + item.value());
        System.out.println(best[50] + " " + best[100] + " " + best[200]);
    }
}
