"use strict";
(() => {
  const marks = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u061c]/g;
  const same = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", ی: "ي", ک: "ك" };
  const fold = (text) =>
    text.normalize("NFKC").toLowerCase().replace(marks, "")
      .replace(/[أإآٱىئؤةیک]/g, (letter) => same[letter])
      .replace(/[٠-٩]/g, (digit) => String(digit.codePointAt(0) - 0x660));
  const language = document.documentElement.lang;
  const digits = document.documentElement.dataset.digits;
  const numbers = new Intl.NumberFormat(`${language}-u-nu-${digits === "arabic" ? "arab" : "latn"}`);
  const order = new Intl.Collator("ar", { numeric: true });

  for (const tools of document.querySelectorAll(".tools")) {
    const body = document.getElementById(tools.dataset.rows);
    if (!body) continue;
    const rows = [...body.children];
    const texts = new Map();
    const said = tools.querySelector("output");
    const words = tools.querySelector("input");
    const choices = [...tools.querySelectorAll("select")];
    const textOf = (row) => {
      if (!texts.has(row)) texts.set(row, fold(row.textContent));
      return texts.get(row);
    };
    const show = () => {
      const wanted = fold(words.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const isMeant =
          choices.every((choice) => !choice.value || row.dataset[choice.dataset.by] === choice.value) &&
          wanted.every((word) => textOf(row).includes(word));
        row.hidden = !isMeant;
        shown += isMeant;
      }
      said.textContent = said.dataset.said
        .replace("%shown%", numbers.format(shown)).replace("%all%", numbers.format(rows.length));
    };
    words.addEventListener("input", show);
    for (const choice of choices) choice.addEventListener("change", show);
    tools.hidden = false;
    show();
  }

  for (const table of document.querySelectorAll("table.ledger")) {
    const body = table.tBodies[0];
    const keyOf = (row, at) => {
      const cell = row.cells[at];
      const time = cell.querySelector("time");
      return time ? time.dateTime : fold(cell.textContent.trim());
    };
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      // With an element button in them, Chromium does not repeat the headings on printed pages.
      const button = document.createElement("span");
      button.role = "button";
      button.tabIndex = 0;
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        button.click();
      });
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        const keyed = [...body.rows].map((row) => [keyOf(row, at), row]);
        // What is empty comes last in both orders.
        keyed.sort(([one], [other]) =>
          !one || !other ? Boolean(!one) - Boolean(!other) : order.compare(one, other) * (isUp ? 1 : -1));
        body.append(...keyed.map(([, row]) => row));
      });
    });
  }

  const light = (event, isOn) => {
    const cue = event.target.closest?.("mark[id]");
    if (!cue) return;
    const number = cue.id.slice(1);
    for (const each of cue.closest(".a").querySelectorAll(`[data-c~="${number}"]`)) each.classList.toggle("on", isOn);
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => light(event, true));
    document.addEventListener(end, (event) => light(event, false));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.closest(".a")) document.activeElement.blur();
  });
})();
