console.log(1); throw 'just text';
