import { js } from './plain.js'; import { ts } from './typed'; console.log(js, ts);
