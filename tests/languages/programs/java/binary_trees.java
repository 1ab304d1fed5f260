sealed interface Tree permits Leaf, Node {
    static Tree make(int depth) { return depth == 0 ? new Leaf() : new Node(make(depth - 1), make(depth - 1)); }

    static int check(Tree tree) {
        return switch (tree) {
            case Leaf leaf -> 1;
            case Node(Tree left, Tree right) -> 1 + check(left) + check(right);
        };
    }
}
record Leaf() implements Tree {}
record Node(Tree left, Tree right) implements Tree {}

class BinaryTrees {
    public static void main(String[] args) {
        int deepest = 10;
        System.out.println("stretch tree of depth " + (deepest + 1) + " check: " + Tree.check(Tree.make(deepest + 1)));
        Tree longLived = Tree.make(deepest);
        for (int depth = 4; depth <= deepest; depth += 2) {
            int times = 1 << (deepest - depth + 4), total = 0;
            for (int i = 0; i < times; i++) total += Tree.check(Tree.make(depth));
            System.out.printf("%d trees of depth %d check: %d%n", times, depth, total);
        }
        System.out.println("long lived tree of depth " + deepest + " check: " + Tree.check(longLived));
    }
}
