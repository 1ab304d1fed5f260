// expect: contained | stopped by: network_namespace
const net = require('net');
const socket = net.connect({{port}}, '127.0.0.1');
socket.on('connect', () => { console.log('ESCAPED: the server itself'); socket.destroy(); });
socket.on('error', () => console.log('contained'));
