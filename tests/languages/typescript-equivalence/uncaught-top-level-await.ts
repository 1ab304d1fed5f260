await Promise.resolve(); throw new SyntaxError('late');
