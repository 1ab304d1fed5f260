async function main() { for (const n of ['a', 'b']) { const m = await import(`./mods/${n}`); console.log(m.name, m.default?.()); } } main();
