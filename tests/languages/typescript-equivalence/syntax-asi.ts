const a = 1
const b = 2
let c = a
+ b
const f = function () { return 5 }
;[1, 2].forEach((x) => console.log(x))
const g = () => {
  return
  5
}
console.log(c, g(), f())
let d = 1
d
++
c
console.log(c, d)
