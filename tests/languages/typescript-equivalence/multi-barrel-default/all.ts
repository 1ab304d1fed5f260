export { default } from './def'; export { named } from './named';
