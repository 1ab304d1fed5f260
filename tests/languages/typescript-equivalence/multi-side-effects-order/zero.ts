console.log('zero'); export {};
