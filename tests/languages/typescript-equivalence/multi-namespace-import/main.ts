import * as m from './m'; console.log(Object.keys(m).sort(), m.default, m.a); 
