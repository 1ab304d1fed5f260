import { add } from './math'; import sub from './ops/sub'; console.log(add(1, 2), sub(5, 3));
