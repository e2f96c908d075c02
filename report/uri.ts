/** A path as a URI reference, relative if the path is. https://www.rfc-editor.org/rfc/rfc3986#section-4.2 */
export function uriOf(path: string): string {
  if (/^[A-Za-z]:[\\/]/.test(path)) return `file:///${path[0]}:${encoded(path.slice(2).replaceAll('\\', '/'))}`;
  if (path.startsWith('/')) return `file://${encoded(path.replace(/^\/+/, '/'))}`;
  return encoded(path.replace(/^(\.\/+)+/, ''));
}

function encoded(path: string): string {
  // Half of a surrogate pair is in no encoding.
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
