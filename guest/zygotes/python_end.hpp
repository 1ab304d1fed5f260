// How a Python program ends in a process that was forked from a zygote.
#pragma once

namespace cordon::zygotes {

// An interpreter that ends takes everything apart that it has, and would so copy every page that it shares with its
// zygote: three quarters of a short program's time. What was there before the program is nobody's to see the end of.
// So the end is ours: what a program can notice of Py_FinalizeEx() in the same order (threads, atexit, flush, the end of
// its modules and of what they hold, flush), and no more. True if the streams could not be flushed.
//
// It looks at nothing that was there before either, where it can: to look at an object is to count a reference, and so
// to write. sys.modules keeps its order, so that what the program imported comes after `last`. What sys holds is
// kept, and not taken apart with the list that is given up.
constexpr const char* end_of_program = R"(
import atexit, gc, sys
def end(sys=sys, modules=sys.modules, own=frozenset(sys.modules) - {"__main__"}, last=next(reversed(sys.modules)),
        threading=sys.modules["threading"], run_exit_functions=atexit._run_exitfuncs, collect=gc.collect,
        failures=BaseException,
        kept=(*sys.path, *sys.path_hooks, *sys.meta_path, *sys.path_importer_cache.items())):
    def flush():
        failed = False
        for stream in (sys.__dict__.get("stdout"), sys.__dict__.get("stderr")):
            try:
                if stream is not None and not stream.closed:
                    stream.flush()
            except failures:
                failed = True
        return failed
    def imported():
        names = []
        new = len(modules) - len(own)  # if all that there were are there
        for name in reversed(modules):
            if name == last and len(names) + ("__main__" in modules and "__main__" not in names) == new:
                names += ["__main__"] * (new - len(names))
                break
            if name not in own:
                names.append(name)
        names.reverse()
        return names
    try:
        threading._shutdown()
    except failures:
        sys.excepthook(*sys.exc_info())
    run_exit_functions()
    failed = flush()
    state = sys.__dict__
    for name in ("path", "argv", "ps1", "ps2", "last_exc", "last_type", "last_value", "last_traceback", "path_hooks",
                 "path_importer_cache", "meta_path"):
        state[name] = None
    for name in ("stdin", "stdout", "stderr"):
        state[name] = state.get(f"__{name}__")
    for name in imported():
        modules[name] = None
    collect()
    return flush() or failed
)";

}  // namespace cordon::zygotes
