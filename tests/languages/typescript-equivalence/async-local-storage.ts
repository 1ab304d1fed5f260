import { AsyncLocalStorage } from 'async_hooks'; const als = new AsyncLocalStorage<number>(); als.run(42, () => setTimeout(() => console.log(als.getStore()), 1)); console.log(als.getStore());
