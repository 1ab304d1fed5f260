const routes = { home: '/', user: '/u' } satisfies Record<string, string>; const cfg = { port: 80 } satisfies { port: number } as const; console.log(routes.home.toUpperCase(), cfg);
