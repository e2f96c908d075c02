import { html, Markup } from '../html';

/** A place as the page writes it: `dist/shop.k8s.yaml:12`, escaped. */
const PLACE = /<code class="place">((?!\/)[^<:]+\.(?:ya?ml|json)):(\d+)<\/code>/g;

/**
 * A page whose places in files lead there, to the line where the reader of the file knows one. Texts of manifests are escaped by now, so
 * that none can look like a place.
 *
 * @param base what stands before the path of each file: a folder, or where a forge shows the repository; ends in `/` unless it is empty
 */
export function linked(page: Markup, base: string): Markup {
  return new Markup(
    page.toString().replace(PLACE, (code, file: string, line: string) => {
      const path = encodeURI(unescaped(file)).replace(/[?#]/g, encodeURIComponent);
      return html`<a class="place" href="${base}${path}#L${line}">${new Markup(code)}</a>`.toString();
    }),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

function unescaped(text: string): string {
  return text.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}
