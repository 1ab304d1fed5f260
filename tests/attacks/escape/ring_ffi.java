// expect: contained | stopped by: system_call_filter
// A call by number that is only known when it runs.
import java.lang.foreign.*;
import java.lang.reflect.Method;

public class Main {
  public static void main(String[] args) throws Throwable {
    Class<?> type = Class.forName(new StringBuilder("rekniL.ngierof.gnal.avaj").reverse().toString());
    Method make = type.getMethod("nativeLinker");
    Linker linker = (Linker) make.invoke(null);
    var call = linker.downcallHandle(linker.defaultLookup().find("sys" + "call").get(),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    long number = Long.parseLong("101000011", 2);  // userfaultfd
    System.out.println((long) call.invoke(number, 1L) >= 0 ? "ESCAPED: a userfaultfd" : "contained");
  }
}
