module.exports = { value: 3 };
