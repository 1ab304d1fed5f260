// expect: compile_error or runtime_error
import shadow from '/etc/shadow';
import state from '{{state}}/server.log';
console.log('ESCAPED', shadow, state);
