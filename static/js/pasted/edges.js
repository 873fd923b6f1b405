// Keeps the spaces at the ends of what is pasted into a line: the words around it need them. The house form has none.
import { readerBy } from "./reading.js";

export { readerBy };
export { unknownSignBy } from "./signs.js";

const EDGE = "\u2063"; // stands at both ends while the text is read, in the line of the words beside it
const OWN_MARK = "data-pm-slice"; // the editor's of a piece of its text: with it, ProseMirror keeps the spaces
const [FRAGMENT, FRAGMENT_END] = ["<!--StartFragment-->", "<!--EndFragment-->"];
const FIRST_EDGE = new RegExp(`^(<ul>)?(<p>|<li>)${EDGE}( ?)`);
const LAST_EDGE = new RegExp(`( ?)${EDGE}(</p>|</li>)(</ul>)?$`);
const FARTHEST = 2_000; // characters that an end is looked for in

/** A reader of what is pasted, by the rule that the server tells as JSON: it gives HTML for the editor, null for too much. */
export function pastedReaderBy(json, longest) {
  const read = readerBy(json);
  return (html) => {
    const lines = read(withEdges(html), longest);
    if (!lines) {
      return null;
    }
    // An edge by itself stands beside a paragraph, whose ends show no spaces.
    const first = lines[0] === `<p>${EDGE}</p>` ? 1 : 0;
    const last = lines.length > first && lines.at(-1) === `<p>${EDGE}</p>` ? -1 : lines.length;
    return withoutEdges(lines.slice(first, last).join(""));
  };
}

function withEdges(html) {
  const [from, to] = html.slice(0, FARTHEST).includes(OWN_MARK) ? withinTags(html) : withinFragment(html);
  return html.slice(0, from) + EDGE + html.slice(from, to) + EDGE + html.slice(to);
}

/** Where the words of a piece of the editor's own text begin and end. */
function withinTags(html) {
  const from = /^(?:<[^>]*>)*/.exec(html.slice(0, FARTHEST))[0].length;
  const tail = /(?:<[^>]*>)*$/.exec(html.slice(-FARTHEST))[0].length;
  return [from, Math.max(from, html.length - tail)];
}

/** Where a program says that what it copied begins and ends, without line breaks of the markup. */
function withinFragment(html) {
  const start = html.indexOf(FRAGMENT);
  const end = html.lastIndexOf(FRAGMENT_END);
  let from = start < 0 ? 0 : start + FRAGMENT.length;
  let to = end < from ? html.length : end;
  while (from < to && "\r\n".includes(html[from])) {
    from += 1;
  }
  while (to > from && "\r\n".includes(html[to - 1])) {
    to -= 1;
  }
  return [from, to];
}

function withoutEdges(html) {
  const [, list = "", tag = "", before = ""] = FIRST_EDGE.exec(html) ?? [];
  const rest = tag ? html.slice(list.length + tag.length + EDGE.length + before.length) : html;
  const [all = "", after = "", endTag = "", listEnd = ""] = LAST_EDGE.exec(rest) ?? [];
  const words = rest.slice(0, rest.length - all.length);
  if (tag && endTag && !words && !before && !after) {
    return "";
  }
  const line = `${tag}${before}${words}${after}${endTag}${listEnd}`;
  if (!before && !after) {
    return list + line;
  }
  const starts = list || html.startsWith("<ul>") ? 3 : 1; // a list, its item and the item's paragraph
  const ends = html.endsWith("</ul>") ? 3 : 1;
  return (list + line).replace(/^<(p|ul)/, `<$1 ${OWN_MARK}="${starts} ${ends} []"`);
}
