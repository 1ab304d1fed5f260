#include "host/languages/rules/reading.hpp"
#include "host/languages/rules/vocabularies/vocabularies.hpp"

namespace cordon::languages::rules::vocabularies {

const Vocabulary& java() {
  static const Vocabulary vocabulary{};
  return vocabulary;
}

}  // namespace cordon::languages::rules::vocabularies
