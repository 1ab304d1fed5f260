// expect: file_limit | limits: {"files": 1048576} | exit: 1
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

public class Main {
  public static void main(String[] args) throws Exception {
    new RandomAccessFile("file", "rw").getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 8 << 20);
  }
}
