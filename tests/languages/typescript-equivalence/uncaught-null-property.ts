const o: any = undefined; console.log('x'); o.field.deep;
