process.stdout.write('no newline'); process.stdout.write(' at end');
