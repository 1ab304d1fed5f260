import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.stream.IntStream;

public class Concurrency {
    static int counter;
    static synchronized void increment() { counter++; }
    public static void main(String[] args) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, 100).mapToObj(i -> executor.submit(() -> { Thread.sleep(1); increment(); return i; })).toList();
            int sum = 0;
            for (var f : futures) sum += f.get();
            System.out.println(sum + " " + counter);
        }
        var queue = new ArrayBlockingQueue<Integer>(2);
        Thread producer = new Thread(() -> { try { for (int i = 1; i <= 5; i++) queue.put(i); queue.put(-1); } catch (InterruptedException e) {} });
        producer.start();
        int product = 1;
        for (int x; (x = queue.take()) != -1; ) product *= x;
        producer.join();
        var map = new ConcurrentHashMap<String, LongAdder>();
        IntStream.range(0, 1000).parallel().forEach(i -> map.computeIfAbsent("k" + i % 3, k -> new LongAdder()).increment());
        System.out.println(product + " " + new TreeMap<>(map));
        System.out.println(CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.supplyAsync(() -> 22), Integer::sum).get());
    }
}
