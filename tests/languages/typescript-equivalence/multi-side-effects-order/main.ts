import './one'; import './two'; console.log('main');
