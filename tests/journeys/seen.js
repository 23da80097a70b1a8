// Everything that a look is to know of a page, in one turn: its language; whether it is wider than the screen; its texts,
// seen or only heard; and its outline, for telling whether two pages are the same to accessibility rules: elements as they
// nest, with their attributes; of words, values and addresses only whether there are any; of references whether they lead
// to exactly one element; and what is checked, open, focused or hidden. Neighbours that are alike stand once.
() => {
  const BLANKED = new Set(["value", "href", "action", "src", "srcset", "alt", "title", "placeholder", "name",
    "d", "data-module", "hreflang", "aria-label", "pattern", "max", "min", "maxlength", "step"]);
  const REFERS = new Set(["for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "headers", "form", "list"]);
  const LANGUAGES = new Set(["en", "es"]);
  const alone = id => document.querySelectorAll("#" + CSS.escape(id)).length === 1;
  const attribute = ({name, value}) => {
    if (name === "id") return "id" + (alone(value) ? "" : "!twice");
    if (REFERS.has(name)) return name + "=" + value.split(/\s+/).map(id => alone(id) ? "+" : "!none").join("");
    if (name === "href" && value.startsWith("#")) return "href=#" + (value === "#" || alone(value.slice(1)) ? "+" : "!none");
    if (name === "lang" && LANGUAGES.has(value)) return "lang";
    if (BLANKED.has(name) || name.startsWith("data-")) return name + (value.trim() ? "=x" : "");
    return name + "=" + value;
  };
  const outline = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? "x" : "";
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const tag = node.tagName.toLowerCase();
    if (tag === "script" || tag === "style") return "";
    const state = [node.checked, node.disabled, node.open, node.selected, node === document.activeElement,
      "value" in node && node.value !== "" && tag !== "option"].map(Number).join("");
    const attributes = [...node.attributes].map(attribute).sort().join(" ");
    const inside = [];
    for (const child of node.childNodes) {
      const one = outline(child);
      if (one && one !== inside.at(-1)) inside.push(one);
    }
    return `<${tag} ${attributes} ${state}>${inside.join("")}</>`;
  };
  const texts = () => {
    const found = [document.title.split(" – ")[0]];
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("script, style, [hreflang], body [lang=en]"))
        found.push(walker.currentNode.data.trim().replace(/\s+/g, " "));
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]"))
      for (const name of ["aria-label", "title", "alt", "placeholder"])
        found.push(element.getAttribute(name) ?? "");
    return found;
  };
  const root = document.documentElement;
  return {
    language: root.getAttribute("lang"),
    wide: root.scrollWidth > root.clientWidth,
    texts: [...new Set(texts())],
    outline: outline(root),
  };
}
