function tag(s: TemplateStringsArray, ...v: any[]) { return s.raw.join('|') + ' ' + s.join('|') + ' ' + v.join(','); } console.log(tag`a${1}\n${'x'}b`); console.log(String.raw`C:\new\${1 + 1}`, `multi
line ${`nested ${1}`}`); const same = () => ((s: TemplateStringsArray) => s)`x`; console.log(same() === same());
