// An inference child that takes every request and answers none.
process.on('message', () => undefined);
process.on('disconnect', () => process.exit(0));
