for (const s of ['42', ' 7 ', '0b11', '1e3', '12px', '', 'Infinity', '-0', '1_000', '.5', 'NaN']) console.log(JSON.stringify(s), Number(s), parseInt(s), parseFloat(s));
