#include "host/api/index.hpp"

namespace cordon::api {

const std::string_view page_style = R"css(
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #18794e; --bad: #c62a2f; --accent: #2b6cb0; }
@media (prefers-color-scheme: dark) { :root { --good: #4cc38a; --bad: #ff6369; --accent: #7cb7ff; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
header p { margin: 0; opacity: .75; }
textarea, pre, code, select, button, input { font: 14px/1.45 ui-monospace, monospace; }
textarea { width: 100%; min-height: 16rem; padding: .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); color: inherit; tab-size: 4; resize: vertical; }
#stdin { min-height: 3.2rem; }
label { display: block; margin: .75rem 0 .25rem; font-size: .9rem; opacity: .8; }
.row { display: flex; gap: .75rem; align-items: center; margin: .75rem 0; flex-wrap: wrap; }
select, button { padding: .4rem .8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); color: inherit; }
button { background: var(--accent); color: #fff; border: 0; cursor: pointer; font-weight: 600; }
@media (prefers-color-scheme: dark) { button { color: #111; } }
button:disabled { opacity: .5; cursor: wait; }
pre { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; min-height: 3rem; max-height: 30rem; overflow: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
td, th { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
.good { color: var(--good); } .bad { color: var(--bad); }
)css";

const std::string_view page_body = R"html(<body>
<header><h1>Cordon</h1><p>Runs a program in a sandbox of its own, and throws the sandbox away.</p><p id="health"></p></header>
<div class="row"><select id="language" aria-label="Language"></select><button id="run">Run</button><span id="verdict" role="status"></span></div>
<textarea id="code" spellcheck="false" autocapitalize="off" aria-label="Program"></textarea>
<label for="stdin">Standard input</label>
<textarea id="stdin" spellcheck="false"></textarea>
<h2>Output</h2>
<pre id="stdout"></pre>
<h2>Standard error and compiler</h2>
<pre id="stderr"></pre>
<h2>Languages</h2>
<table><thead><tr><th>Language</th><th>Version</th><th>Also called</th><th>State</th></tr></thead><tbody id="languages"></tbody></table>
<h2>From a program</h2>
<pre id="curl"></pre>
)html";

const std::string_view page_script = R"js(
"use strict";
const at = (id) => document.getElementById(id);
const examples = new Map();
let shown = "";

function say(element, text, good) {
  element.textContent = text;
  element.className = good ? "good" : "bad";
}

function row(language) {
  const line = document.createElement("tr");
  const state = language.ready ? "ready" : "not ready";
  for (const text of [language.name, language.version || "", language.aliases.join(", "), state]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    line.append(cell);
  }
  line.lastChild.className = language.ready ? "good" : "bad";
  return line;
}

function choose() {
  const language = at("language").value;
  if (at("code").value === shown) at("code").value = shown = examples.get(language) || "";
  const body = JSON.stringify({ code: "…", language });
  at("curl").textContent =
    `curl ${location.origin}/execute -H 'Content-Type: application/json' -d '${body}'`;
}

async function load() {
  const { languages } = await (await fetch("/languages")).json();
  for (const language of languages) {
    examples.set(language.id, language.example);
    const option = new Option(language.version ? `${language.name} ${language.version}` : language.name, language.id);
    at("language").append(option);
    at("languages").append(row(language));
  }
  choose();
  const health = await (await fetch("/health")).json();
  say(at("health"), `${health.status} · ${health.execution_method} · ${health.version}`, health.status === "healthy");
}

async function run() {
  at("run").disabled = true;
  at("verdict").className = "";
  at("verdict").textContent = "running…";
  at("stdout").textContent = at("stderr").textContent = "";
  try {
    const body = { code: at("code").value, language: at("language").value, stdin: at("stdin").value };
    const response = await fetch("/execute", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) return say(at("verdict"), answer.detail || answer.title, false);
    at("stdout").textContent = answer.stdout;
    at("stderr").textContent = ((answer.compile && answer.compile.output) || "") + answer.stderr;
    const figures = `${answer.usage.wall_ms.toFixed(1)} ms · ${(answer.usage.memory_peak_bytes / 1048576).toFixed(1)} MiB`;
    say(at("verdict"), answer.error || `${answer.verdict} · ${figures}`, answer.success);
  } catch (failure) {
    say(at("verdict"), String(failure), false);
  } finally {
    at("run").disabled = false;
  }
}

at("language").addEventListener("change", choose);
at("run").addEventListener("click", run);
at("code").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
load().catch((failure) => say(at("health"), String(failure), false));
)js";

}  // namespace cordon::api
