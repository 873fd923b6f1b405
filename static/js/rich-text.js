// Turns the text areas of components/rich_text.html into editors of bold, italic and bullets. The text area stays and
// is what is sent. Others set its text by the event "rich-text:set" with HTML, and add to it by "rich-text:add".
"use strict";

(() => {
  // Word writes its bullets as paragraphs that begin with the sign of the bullet.
  const WORD_BULLET = "p[class^='MsoList'], p[data-style*='mso-list']";

  const READ_ATTRIBUTES = { class: "class", style: "data-style" };
  const TAG = /<(\/?[a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
  const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

  /** Pasted HTML as the editor reads it: Word's bullets as a list, and nothing that only Word knows. */
  function withoutWord(html) {
    // The content security policy is asked about every style and handler, even in a document that nobody sees: only
    // the attributes that are read below go into it, style under another name.
    const bare = html
      .replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/gi, "")
      .replace(TAG, (_, start, attributes) => {
        const kept = [...attributes.matchAll(ATTRIBUTE)]
          .map(([, name, quoted, single, plain]) => [name.toLowerCase(), quoted ?? single ?? plain ?? ""])
          .filter(([name]) => name in READ_ATTRIBUTES)
          .map(([name, value]) => ` ${READ_ATTRIBUTES[name]}="${value.replaceAll('"', "&quot;")}"`);
        return `<${start}${kept.join("")}>`;
      });
    const pasted = new DOMParser().parseFromString(bare, "text/html");
    pasted.querySelectorAll("script, meta, link, title, xml, img").forEach((element) => element.remove());
    for (const paragraph of pasted.querySelectorAll(WORD_BULLET)) {
      paragraph.querySelectorAll("[data-style*='mso-list']").forEach((sign) => sign.remove());
      const bullet = pasted.createElement("li");
      bullet.append(...paragraph.childNodes);
      const first = bullet.firstChild;
      if (first?.nodeType === Node.TEXT_NODE) {
        first.textContent = first.textContent.replace(/^[\s·•§o-]+(?=\s)\s*/, "");
      }
      const before = paragraph.previousElementSibling;
      if (before?.matches("ul[data-word]")) {
        before.append(bullet);
        paragraph.remove();
      } else {
        const list = pasted.createElement("ul");
        list.dataset.word = "";
        list.append(bullet);
        paragraph.replaceWith(list);
      }
    }
    return pasted.body.innerHTML;
  }

  /** The place of the editor, named as the text area is. */
  function described(area) {
    const label = document.querySelector(`label[for="${area.id}"]`);
    label.id ||= `${area.id}_label`;
    const attributes = { id: area.id, role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id };
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (area.hasAttribute(name)) {
        attributes[name] = area.getAttribute(name);
      }
    }
    if (area.disabled) {
      attributes["aria-readonly"] = "true";
      attributes.tabindex = "0";
    }
    return [label, attributes];
  }

  function createEditor(place, module) {
    const area = place.querySelector("textarea");
    const bar = place.querySelector(".rich-text__bar");
    const [label, attributes] = described(area);
    const element = document.createElement("div");
    element.className = "rich-text__editor";
    area.before(element);

    const send = (editor, { silently = false } = {}) => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      if (!silently) {
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
    };
    const showFormats = (editor) => {
      for (const button of bar.children) {
        button.setAttribute("aria-pressed", String(editor.isActive(button.dataset.format)));
      }
    };
    const ListItem = module.ListItem.extend({
      // Tab leaves the editor: there are no lists in lists.
      addKeyboardShortcuts() {
        return { Enter: () => this.editor.commands.splitListItem(this.name) };
      },
    });
    const { Document, Paragraph, Text, Bold, Italic, BulletList, HardBreak, History } = module;
    const editor = new module.Editor({
      element,
      injectCSS: false, // the stylesheet has it, and the content security policy wants no other
      editable: !area.disabled,
      extensions: [Document, Paragraph, Text, Bold, Italic, BulletList, ListItem, HardBreak, History],
      content: area.dataset.html,
      editorProps: { attributes, transformPastedHTML: withoutWord },
      onUpdate: ({ editor: changed }) => send(changed),
      onTransaction: ({ editor: changed }) => showFormats(changed),
    });

    area.id = `${area.id}_source`;
    area.hidden = true;
    place.querySelector("input[type=hidden]").value = "html";
    send(editor, { silently: true });
    bar.hidden = area.disabled;
    label.addEventListener("click", () => editor.commands.focus());
    bar.addEventListener("click", (event) => {
      const format = event.target.closest("button")?.dataset.format;
      if (format) {
        const name = `toggle${format[0].toUpperCase()}${format.slice(1)}`;
        editor.chain().focus()[name]().run();
      }
    });
    area.addEventListener("rich-text:set", (event) => editor.commands.setContent(event.detail));
    area.addEventListener("rich-text:add", (event) => {
      // At the end of what was added one writes on.
      if (editor.isEmpty) {
        editor.commands.setContent(event.detail, { emitUpdate: true });
        editor.commands.focus("end");
      } else {
        const before = editor.state.doc.content.size;
        editor.commands.insertContentAt(0, event.detail);
        editor.commands.focus(editor.state.doc.content.size - before - 1);
      }
    });
    place.dataset.ready = "";
  }

  const begun = new WeakSet();

  // Whoever fills texts in waits for the editors; where one cannot be made, the text area stays.
  function makeEditors() {
    const places = [...document.querySelectorAll("[data-rich-text]")].filter((place) => !begun.has(place));
    window.richTextReady = Promise.allSettled(
      places.map(async (place) => {
        begun.add(place);
        createEditor(place, await import(place.dataset.module));
      }),
    );
  }

  makeEditors();
  document.addEventListener("htmx:afterSwap", makeEditors);
})();
