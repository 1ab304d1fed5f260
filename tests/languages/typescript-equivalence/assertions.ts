const x = <any>'s'; const y = (x as string)!.length; let z: number | undefined; console.log(y, z!, (x as unknown as number));
