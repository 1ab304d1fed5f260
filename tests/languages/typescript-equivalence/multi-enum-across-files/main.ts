import { Level, Mode } from './levels'; console.log(Level.High, Level[2], Mode.On);
