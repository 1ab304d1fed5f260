// expect: contained or compile_error
/// <reference path="/proc/self/environ" />
/// <reference path="../../etc/shadow" />
/// <reference types="../../../etc/passwd" />
/// <amd-dependency path="/etc/passwd" />
import type { Secret } from '/proc/self/environ';
const secret: Secret | string = 'contained';
console.log(secret);
