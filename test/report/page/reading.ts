/** The section of a page with an id. */
export function sectionOf(page: string, id: string): string {
  const start = page.indexOf(`<section id="${id}"`);
  if (start === -1) throw new Error(`the page has no section '${id}'`);
  return page.slice(start, page.indexOf('</section>', start));
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/** What a reader sees of markup, in one line. */
export function textOf(markup: string): string {
  return markup
    .replaceAll(/<(script|style)>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The cells of the table with a caption, its headers first. */
export function rowsOf(markup: string, caption: string): readonly (readonly string[])[] {
  const start = markup.indexOf(`<caption>${caption}</caption>`);
  if (start === -1) throw new Error(`there is no table '${caption}'`);
  const body = markup.slice(start, markup.indexOf('</table>', start));
  return [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<(?:td|th)\b[^>]*>([\s\S]*?)<\/(?:td|th)>/g)].map(([, cell = '']) => textOf(cell)),
  );
}
