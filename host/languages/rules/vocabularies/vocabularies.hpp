// One constant for each language; grammar.hpp says what is in it.
#pragma once

#include "host/languages/rules/grammar.hpp"

namespace cordon::languages::rules::vocabularies {

const Vocabulary& python();
const Vocabulary& javascript();  // and TypeScript
const Vocabulary& java();
const Vocabulary& cpp();
const Vocabulary& go();
const Vocabulary& rust();

}  // namespace cordon::languages::rules::vocabularies
