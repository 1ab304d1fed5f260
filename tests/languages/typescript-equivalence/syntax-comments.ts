// import x from 'nope'
/* export {} */ const a = /* inline */ 1; // await
<!-- html comment
console.log(a); /** doc
 * require('x') */
