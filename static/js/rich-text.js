// Turns the text areas of components/rich_text.html into editors of bold, italic and bullets. The text area stays and
// is what is sent; pasted/edges.js reads what is pasted. Others set its text by the event "rich-text:set" with HTML,
// and add to it by "rich-text:add".
"use strict";

(() => {
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

  // The browser tells a moment later where the caret stands. Whoever types fast, or by a program, has acted by then:
  // a text would be cut, pasted or written where the caret was.
  function findCaret(_view, event) {
    if (!event.isComposing) {
      document.dispatchEvent(new Event("selectionchange"));
    }
    return false;
  }

  function createEditor(host, module, { pastedReaderBy, unknownSignBy }) {
    const area = host.querySelector("textarea");
    const bar = host.querySelector(".rich-text__bar");
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
    const unknown = host.querySelector("[data-unknown]");
    const unknownSign = unknownSignBy(host.dataset.rule);
    const showUnknown = (editor) => {
      const found = unknownSign(editor.getText({ blockSeparator: "\n" }));
      const sentence = found ? unknown.dataset.unknown.replace(/\{(sign|place)\}/g, (_, name) => found[name]) : "";
      if (unknown.textContent !== sentence) {
        unknown.textContent = sentence;
        unknown.hidden = !sentence;
      }
    };
    const longest = Number(host.dataset.longest);
    const readPasted = pastedReaderBy(host.dataset.rule, longest);
    const tooLong = host.querySelector("[data-too-long]");
    // What is far too long to be saved would only hold the page up. Gives what is pasted of it, which is nothing.
    const refuseWhere = (isTooLong, html) => {
      tooLong.textContent = isTooLong ? tooLong.dataset.tooLong : "";
      tooLong.hidden = !isTooLong;
      return isTooLong ? "" : html;
    };
    const isRefused = () => !tooLong.hidden;
    const beginPaste = (view, event) => {
      refuseWhere(false);
      return findCaret(view, event);
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
      editorProps: {
        attributes,
        transformPastedHTML: (html) => {
          const lines = readPasted(html);
          return refuseWhere(lines === null, lines);
        },
        transformPastedText: (pasted) => refuseWhere(pasted.length > longest, pasted),
        handlePaste: isRefused,
        handleDrop: isRefused,
        handleDOMEvents: { keydown: findCaret, copy: findCaret, cut: findCaret, paste: beginPaste, drop: beginPaste },
      },
      onUpdate: ({ editor: changed }) => {
        send(changed);
        showUnknown(changed);
      },
      onTransaction: ({ editor: changed }) => showFormats(changed),
    });

    area.id = `${area.id}_source`;
    area.hidden = true;
    host.querySelector("input[type=hidden]").value = "html";
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
    host.dataset.ready = "";
  }

  const begun = new WeakSet();
  const typedIn = new WeakSet();

  // Whoever fills texts in waits for the editors. Where one cannot be made, or somebody writes already, the text area
  // stays, as without scripts.
  function makeEditors() {
    const places = [...document.querySelectorAll("[data-rich-text]")].filter((host) => !begun.has(host));
    window.richTextReady = Promise.allSettled(
      places.map(async (host) => {
        begun.add(host);
        host.addEventListener("input", () => typedIn.add(host), { once: true });
        const parts = [await import(host.dataset.module), await import(host.dataset.reading)];
        if (!typedIn.has(host)) {
          createEditor(host, ...parts);
        }
      }),
    );
  }

  makeEditors();
  document.addEventListener("htmx:afterSwap", makeEditors);
})();
