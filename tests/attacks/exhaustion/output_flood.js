// expect: output_limit or memory_limit | limits: {"output": 65536}
for (;;) process.stdout.write('flood'.repeat(1000));
