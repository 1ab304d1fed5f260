const obj: any = { run: 1 }; obj.run();
