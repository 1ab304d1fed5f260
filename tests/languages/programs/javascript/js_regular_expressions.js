const log = "2024-05-01 ERROR disk full\n2024-05-02 INFO ok\n2024-05-03 ERROR net";
for (const { groups } of log.matchAll(/^(?<day>\S+) ERROR (?<what>.+)$/gm)) console.log(groups.day, groups.what);
console.log("camelCaseText".replace(/[A-Z]/g, (c) => "_" + c.toLowerCase()), "a1b22".split(/\d+/), /(?<!x)y/.test("xy"), "naïve café".match(/\p{L}+/gu));
