// expect: contained | stopped by: system_call_filter
// Java calls C without JNI.
import java.lang.foreign.*;
import java.lang.invoke.MethodHandle;

public class Main {
  public static void main(String[] args) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle unshare = linker.downcallHandle(linker.defaultLookup().find("syscall").get(),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    // A process with threads may not make a user namespace, but it may ask for a ring.
    try (Arena arena = Arena.ofConfined()) {
      long ring = (long) unshare.invoke(425L, 8L, arena.allocate(120).address());
      System.out.println(ring >= 0 ? "ESCAPED: an io_uring" : "contained");
    }
  }
}
