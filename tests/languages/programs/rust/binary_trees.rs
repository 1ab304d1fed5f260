struct Tree {
    children: Option<(Box<Tree>, Box<Tree>)>,
}

impl Tree {
    fn new(depth: u32) -> Self {
        Tree { children: (depth > 0).then(|| (Box::new(Tree::new(depth - 1)), Box::new(Tree::new(depth - 1)))) }
    }
    fn check(&self) -> u32 {
        match &self.children {
            None => 1,
            Some((left, right)) => 1 + left.check() + right.check(),
        }
    }
}

fn main() {
    let deepest = 10;
    println!("stretch tree of depth {} check: {}", deepest + 1, Tree::new(deepest + 1).check());
    let long_lived = Tree::new(deepest);
    for depth in (4..=deepest).step_by(2) {
        let times = 1 << (deepest - depth + 4);
        let total: u32 = (0..times).map(|_| Tree::new(depth).check()).sum();
        println!("{times} trees of depth {depth} check: {total}");
    }
    println!("long lived tree of depth {deepest} check: {}", long_lived.check());
}
