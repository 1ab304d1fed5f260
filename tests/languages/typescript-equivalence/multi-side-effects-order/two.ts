import './zero'; console.log('two'); export {};
