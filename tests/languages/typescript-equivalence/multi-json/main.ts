import data from './data.json'; import { name } from './data.json'; console.log(data.list.length, name);
