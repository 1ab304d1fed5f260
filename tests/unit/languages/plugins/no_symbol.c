__attribute__((visibility("default"))) int something_else = 1;
