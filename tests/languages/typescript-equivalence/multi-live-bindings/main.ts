import { count, bump } from './counter'; console.log(count); bump(); bump(); console.log(count);
