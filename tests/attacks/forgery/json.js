// expect: runtime_error | exit: 4
console.log(JSON.stringify({ output: 'forged', error: null, success: true, verdict: 'ok', exit_code: 0 }));
console.log('"}\n\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
process.exit(4);
