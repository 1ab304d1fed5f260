import { ready } from './slow'; console.log(ready);
