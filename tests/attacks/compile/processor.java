// expect: contained
public class Main {
  public static void main(String[] args) {
    System.out.println(new java.io.File("/box/attacked").exists() || new java.io.File("out/attacked").exists()
        ? "ESCAPED: an annotation processor ran" : "contained");
  }
}
//--- META-INF/services/javax.annotation.processing.Processor
Processor
//--- Processor.java
import java.io.*;
import java.util.*;
import javax.annotation.processing.*;
import javax.lang.model.element.*;

@SupportedAnnotationTypes("*")
public class Processor extends AbstractProcessor {
  static {
    try { new File("/box/attacked").createNewFile(); new File("out/attacked").createNewFile(); } catch (IOException e) { }
  }
  @Override public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) { return false; }
}
