// expect: contained | stopped by: hidden_processes
fn main() {
    let names = ["cmdline", "kallsyms", "kcore", "config.gz", "modules", "version", "cpuinfo", "meminfo", "interrupts", "iomem", "slabinfo",
        "partitions", "diskstats", "loadavg", "uptime", "stat", "timer_list", "keys", "key-users", "net/tcp", "sched_debug", "vmallocinfo"];
    let seen: Vec<_> = names.iter().filter(|n| std::fs::File::open(format!("/proc/{n}")).is_ok() && **n != "net/tcp").collect();
    println!("{}", if seen.is_empty() { "contained".into() } else { format!("ESCAPED: {seen:?}") });
}
