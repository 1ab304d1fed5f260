import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

public class Reflection {
    @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.METHOD) public @interface Test { int order() default 0; }
    public static class Suite {
        @Test(order = 2) public void second() { System.out.println("second"); }
        @Test(order = 1) public void first() { System.out.println("first"); }
        public void helper() {}
    }
    interface Shout { String say(String s); }
    public static void main(String[] args) throws Exception {
        Object suite = Suite.class.getDeclaredConstructor().newInstance();
        var tests = new ArrayList<Method>();
        for (Method m : Suite.class.getMethods()) if (m.isAnnotationPresent(Test.class)) tests.add(m);
        tests.sort(Comparator.comparing(m -> m.getAnnotation(Test.class).order()));
        for (Method m : tests) m.invoke(suite);
        Shout s = (Shout) Proxy.newProxyInstance(Shout.class.getClassLoader(), new Class<?>[] {Shout.class}, (p, m, a) -> m.getName() + ":" + a[0]);
        System.out.println(s.say("x") + " " + Modifier.toString(Suite.class.getModifiers()));
    }
}
