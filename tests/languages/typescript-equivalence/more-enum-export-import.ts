export enum S { Open = 'open', Shut = 'shut' } export const next: Record<S, S> = { [S.Open]: S.Shut, [S.Shut]: S.Open }; console.log(next[S.Open], Object.entries(next));
