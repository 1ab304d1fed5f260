import { EventEmitter } from 'events'; console.log('before'); new EventEmitter().emit('error', new Error('nobody listens'));
