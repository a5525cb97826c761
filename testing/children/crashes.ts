// An inference child that ends at its first request, as a fault in native code would end it.
process.on('message', () => {
  process.stderr.write('driver fault\n', () => process.exit(7));
});
