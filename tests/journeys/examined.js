// What axe-core finds on the page that seen.js has seen, but for the parts of these numbers. Of neighbours that are alike two are examined and the others are
// put out of sight meanwhile: they have the same elements, attributes and style, and no style here asks which of a row one
// is. What scrolls stays whole, since whether it does hangs on all that is in it.
([known, options]) => {
  const scrolls = element => {
    for (let one = element; one !== document.documentElement && one; one = one.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (/auto|scroll/.test(overflowX + overflowY)) return true;
    }
    return false;
  };
  const parents = new Map();
  const aside = window.alike.filter(({ parentElement: parent }) => {
    if (!parents.has(parent)) parents.set(parent, scrolls(parent));
    return !parents.get(parent);
  });
  for (const one of aside) one.style.setProperty("display", "none", "important");
  return axe.run({ include: [document], exclude: known.map(number => window.parts[number]) }, options).then(result => result.violations).finally(() => {
    for (const one of aside) {
      one.style.removeProperty("display");
      if (!one.getAttribute("style")) one.removeAttribute("style");
    }
  });
}
