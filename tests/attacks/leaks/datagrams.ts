// expect: contained | stopped by: network_namespace | beside: hold | runs: look
import { createSocket } from 'node:dgram';
const socket = createSocket('udp4');
if (process.argv[2] === 'hold') {
  socket.on('message', () => console.log('ESCAPED: a message of another run'));
  socket.bind(48732, '127.0.0.1');
  setTimeout(() => { console.log('contained'); socket.close(); }, 3500);
} else {
  setTimeout(() => socket.send('x', 48732, '127.0.0.1', () => { console.log('contained'); socket.close(); }), 500);
}
