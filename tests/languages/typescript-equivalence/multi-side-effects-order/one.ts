import './zero'; console.log('one');
