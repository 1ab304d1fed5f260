use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{mpsc, Arc, Barrier, Condvar, Mutex, OnceLock, RwLock};
use std::thread;
use std::time::Duration;

static HITS: AtomicUsize = AtomicUsize::new(0);
static NAME: OnceLock<String> = OnceLock::new();
thread_local! { static LOCAL: std::cell::Cell<u32> = const { std::cell::Cell::new(1) }; }

fn main() {
    let (sender, receiver) = mpsc::channel();
    for id in 0..4 {
        let sender = sender.clone();
        thread::spawn(move || (0..10).for_each(|n| sender.send(id * n).unwrap()));
    }
    drop(sender);
    println!("{}", receiver.iter().sum::<i32>());
    let total = Arc::new(Mutex::new(0));
    let barrier = Arc::new(Barrier::new(3));
    let threads: Vec<_> = (1..=3).map(|n| { let (t, b) = (Arc::clone(&total), Arc::clone(&barrier)); thread::spawn(move || { b.wait(); *t.lock().unwrap() += n; HITS.fetch_add(1, Ordering::SeqCst); }) }).collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    let mut data = vec![1, 2, 3, 4];
    thread::scope(|s| { for chunk in data.chunks_mut(2) { s.spawn(move || chunk.iter_mut().for_each(|x| *x *= 10)); } });
    println!("{} {} {data:?} {}", total.lock().unwrap(), HITS.load(Ordering::SeqCst), NAME.get_or_init(|| "once".into()));
    let pair = (Mutex::new(false), Condvar::new());
    thread::scope(|s| { s.spawn(|| { thread::sleep(Duration::from_millis(1)); *pair.0.lock().unwrap() = true; pair.1.notify_all(); }); let guard = pair.1.wait_while(pair.0.lock().unwrap(), |ready| !*ready).unwrap(); println!("ready {}", *guard); });
    LOCAL.set(5);
    println!("{} {} {:?}", LOCAL.get(), thread::spawn(|| LOCAL.get()).join().unwrap(), RwLock::new(3).read().map(|x| *x).unwrap());
    println!("{}", thread::Builder::new().name("dies".into()).spawn(|| if HITS.load(Ordering::Relaxed) > 0 { std::panic::resume_unwind(Box::new("x")) }).unwrap().join().is_err());
}
