import { Shape, area, type Kind } from './shapes'; const s: Shape = { kind: 'sq', side: 3 }; const k: Kind = s.kind; console.log(area(s), k);
