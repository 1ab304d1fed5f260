import java.nio.charset.StandardCharsets;
import java.util.zip.*;

public class Checksums {
    public static void main(String[] args) {
        byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
        Checksum crc = new CRC32(), adler = new Adler32();
        crc.update(text);
        adler.update(text);
        int h = (int) 2166136261L;
        for (byte b : text) h = (h ^ b) * 16777619;
        System.out.printf("%08x %08x %08x%n", crc.getValue(), adler.getValue(), h);
    }
}
