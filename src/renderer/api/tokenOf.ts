/** The token in what somebody has pasted: the link that `camweave serve` prints, or the token itself. */
export function tokenOf(text: string): string {
  const trimmed = text.trim();
  return URL.parse(trimmed)?.searchParams.get('token') ?? trimmed;
}
