import { isEven } from './even'; console.log(isEven(10), isEven(7));
