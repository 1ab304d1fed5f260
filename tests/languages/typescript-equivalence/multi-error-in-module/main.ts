import { fail } from './lib/fail'; console.log('before'); fail();
