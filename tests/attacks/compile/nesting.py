# expect: compile_error or memory_limit or runtime_error or contained
x = eval('(' * 90 + ')' * 90 if False else '[' * 5000 + ']' * 5000)
print('contained')
