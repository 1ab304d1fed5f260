import java.io.*;

public class ReverseComplement {
    static final String FROM = "ACGTNRYKM", TO = "TGCANYRMK";

    static void flush(String header, StringBuilder text) {
        if (header == null) return;
        System.out.println(header);
        for (int i = 0; i < text.length(); i++) text.setCharAt(i, TO.charAt(FROM.indexOf(text.charAt(i))));
        text.reverse();
        for (int i = 0; i < text.length(); i += 30) System.out.println(text.substring(i, Math.min(i + 30, text.length())));
        text.setLength(0);
    }

    public static void main(String[] args) throws IOException {
        String header = null;
        StringBuilder text = new StringBuilder();
        try (var in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line; (line = in.readLine()) != null; )
                if (line.startsWith(">")) { flush(header, text); header = line; } else text.append(line);
        }
        flush(header, text);
    }
}
