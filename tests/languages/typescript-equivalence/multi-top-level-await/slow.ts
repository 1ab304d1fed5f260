export const ready: string = await new Promise<string>((r) => setTimeout(r, 2, 'ready'));
