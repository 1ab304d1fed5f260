enum Week { Mon = 1, Tue, Wed } for (const k of Object.keys(Week).filter((k) => isNaN(Number(k)))) console.log(k, Week[k as keyof typeof Week]);
