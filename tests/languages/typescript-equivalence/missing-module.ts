import x from 'no-such-package'; console.log(x);
