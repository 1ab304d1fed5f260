'use strict'; function f(this: any) { return this; } console.log(f()); try { (undefinedVar as any) = 1; } catch (e: any) { console.log(e.message); } declare let undefinedVar: any;
