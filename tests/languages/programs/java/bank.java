import java.util.*;

class BankException extends Exception {
    BankException(String format, Object... values) { super(String.format(format, values)); }
}

class Bank {
    private final SortedMap<String, Integer> accounts = new TreeMap<>();
    private int balance(String name) throws BankException {
        return Optional.ofNullable(accounts.get(name)).orElseThrow(() -> new BankException("no account %s", name));
    }
    private void add(String name, int amount) throws BankException { accounts.put(name, balance(name) + amount); }
    private void take(String name, int amount) throws BankException {
        if (balance(name) < amount) throw new BankException("%s has only %d", name, balance(name));
        add(name, -amount);
    }
    void run(String[] words) throws BankException {
        switch (words[0]) {
            case "open":
                if (accounts.putIfAbsent(words[1], 0) != null) throw new BankException("%s exists", words[1]);
                break;
            case "deposit": add(words[1], Integer.parseInt(words[2])); break;
            case "withdraw": take(words[1], Integer.parseInt(words[2])); break;
            case "transfer":
                take(words[1], Integer.parseInt(words[3]));
                add(words[2], Integer.parseInt(words[3]));
                break;
            case "report": accounts.forEach((name, balance) -> System.out.println(name + " " + balance));
        }
    }
    public static void main(String[] args) {
        Bank bank = new Bank();
        for (Scanner in = new Scanner(System.in); in.hasNextLine(); )
            try { bank.run(in.nextLine().split(" ")); } catch (BankException e) { System.out.println("error: " + e.getMessage()); }
    }
}
