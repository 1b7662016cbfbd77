/* The style of the public pages. */
/* clang-format off */
#include "page_html.h"

const char page_css[] =
":root{--ink:#14201f;--quiet:#51605d;--paper:#fff;--ground:#f5f6f4;--line:#d5dad7;--brand:#12343b;--seal:#b08d3c;--good:#17664b;--warn:#8a5a00;--bad:#a8261c}\n"
"*{box-sizing:border-box}\n"
"body{margin:0;font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;color:var(--ink);background:var(--ground)}\n"
"header.top{background:var(--brand);color:#fff;border-block-end:4px solid var(--seal)}\n"
".in{max-inline-size:60rem;margin-inline:auto;padding:.7rem 1rem}\n"
"header.top a{color:#fff}header.top .in{display:flex;gap:1rem;justify-content:space-between;flex-wrap:wrap}\n"
"main{max-inline-size:60rem;margin-inline:auto;padding:1.5rem 1rem 4rem}\n"
"h1{font-size:1.7rem;line-height:1.2;margin:.2rem 0 .6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}\n"
"a{color:#0b5563}a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #fd0;outline-offset:2px;background:#fd0;color:#0b0c0c}\n"
".banner{background:var(--paper);border:1px solid var(--line);border-inline-start:.6rem solid var(--quiet);border-radius:6px;padding:1rem 1.2rem;margin-block-end:1rem}\n"
".banner.active{border-inline-start-color:var(--good)}.banner.suspended{border-inline-start-color:var(--warn)}.banner.withdrawn,.banner.expired{border-inline-start-color:var(--bad)}\n"
".banner .word{font-size:1.6rem;font-weight:700;margin:0}.active .word{color:var(--good)}.suspended .word{color:var(--warn)}.withdrawn .word,.expired .word{color:var(--bad)}\n"
".note{color:var(--quiet);margin:.2rem 0}\n"
"dl{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.4rem 1.2rem;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1rem 1.2rem;margin:0}\n"
"dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}\n"
"table{inline-size:100%;border-collapse:collapse;background:var(--paper);border:1px solid var(--line)}th,td{text-align:start;padding:.45rem .7rem;border-block-end:1px solid var(--line);vertical-align:top}th{color:var(--quiet);font-weight:600}\n"
".wrap{overflow-x:auto}\n"
"pre{background:#10211f;color:#e4efe9;padding:1rem;border-radius:6px;overflow-x:auto;font-size:.85rem}\n"
"code,.sha{font-family:ui-monospace,monospace;font-size:.85rem;overflow-wrap:anywhere}\n"
"form{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:1rem 1.2rem}label{font-weight:600;display:block;margin-block-end:.3rem}\n"
"input{font:inherit;padding:.5rem;border:2px solid #33423f;border-radius:3px;inline-size:min(100%,24rem)}button{font:inherit;font-weight:600;background:var(--brand);color:#fff;border:0;border-radius:4px;padding:.6rem 1.2rem;margin-block:.6rem}\n"
"@media(max-width:36rem){dl{grid-template-columns:1fr;gap:.1rem}dd{margin-block-end:.6rem}}\n"
"@media print{header.top{background:none;color:#000}header.top a{display:none}body{background:#fff}pre{color:#000;background:none;border:1px solid #999}}\n";
