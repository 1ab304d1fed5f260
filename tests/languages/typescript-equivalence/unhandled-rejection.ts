Promise.reject(new RangeError('rejected')); setTimeout(() => console.log('never?'), 50);
