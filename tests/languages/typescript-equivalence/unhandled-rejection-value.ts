async function f() { throw 'value'; } f();
