import Def, { named as alias } from './all'; console.log(Def(), alias);
