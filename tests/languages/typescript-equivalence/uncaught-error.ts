console.log('before');
function deep(): never { throw new TypeError('deep problem'); }
deep();
