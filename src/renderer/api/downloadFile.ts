/** Has the browser keep a file; in the window the system asks where. */
export function downloadFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // It is read after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
