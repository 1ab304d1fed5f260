#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
struct BankError : std::runtime_error { using runtime_error::runtime_error; };
class Bank {
 public:
  void run(const std::string& line) {
    std::istringstream words{line};
    std::string command, name, other;
    int amount = 0;
    words >> command >> name;
    if (command == "open") {
      if (!accounts_.try_emplace(name, 0).second) throw BankError(name + " exists");
    } else if (command == "deposit") {
      words >> amount;
      balance(name) += amount;
    } else if (command == "withdraw") {
      words >> amount;
      take(name, amount);
    } else if (command == "transfer") {
      words >> other >> amount;
      take(name, amount);
      balance(other) += amount;
    } else {
      for (const auto& [n, b] : accounts_) std::cout << n << ' ' << b << '\n';
    }
  }
 private:
  int& balance(const std::string& name) {
    const auto found = accounts_.find(name);
    if (found == accounts_.end()) throw BankError("no account " + name);
    return found->second;
  }
  void take(const std::string& name, int amount) {
    if (balance(name) < amount) throw BankError(name + " has only " + std::to_string(balance(name)));
    balance(name) -= amount;
  }
  std::map<std::string, int> accounts_;
};
int main() {
  Bank bank;
  for (std::string line; std::getline(std::cin, line);) try { bank.run(line); } catch (const BankError& e) { std::cout << "error: " << e.what() << '\n'; }
}
