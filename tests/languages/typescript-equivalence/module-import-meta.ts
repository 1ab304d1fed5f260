console.log(import.meta.url.split('/').pop(), import.meta.dirname, import.meta.filename!.split('/').pop());
