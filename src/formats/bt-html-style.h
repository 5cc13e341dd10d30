/* The style of a page that stands alone. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/** One column that a phone can hold, letters that Vietnamese marks have room in, light or
 * dark as the reader has it. */
#define BT_HTML_STYLE                                                                    \
  ":root{color-scheme:light dark;--text:#1b1b1b;--paper:#fff;--soft:#5c5c5c;"            \
  "--line:#d8d8d8;--wash:#f3f2ef;--accent:#a01515}"                                      \
  "@media(prefers-color-scheme:dark){:root{--text:#e7e6e3;--paper:#17181a;"              \
  "--soft:#a3a29e;--line:#3a3b3e;--wash:#222326;--accent:#ff8a80}}"                      \
  "*{box-sizing:border-box}"                                                             \
  "body{margin:0;background:var(--paper);color:var(--text);"                             \
  "font:1.125rem/1.65 \"Noto Serif\",\"Source Serif 4\",\"Liberation Serif\","           \
  "\"Times New Roman\",serif;-webkit-text-size-adjust:100%;overflow-wrap:break-word}"    \
  "article{max-width:42rem;margin:0 auto;padding:1.5rem 1.125rem 4rem}"                  \
  ".bt-section{margin:0 0 .5rem;color:var(--accent);font:600 .85rem/1.4 sans-serif;"     \
  "text-transform:uppercase;letter-spacing:.03em}"                                       \
  "h1{margin:0 0 .5rem;font-size:clamp(1.6rem,1.2rem + 2vw,2.3rem);line-height:1.3}"     \
  "h2,h3,h4{margin:2rem 0 .5rem;line-height:1.35}"                                       \
  "h2{font-size:1.35rem}h3{font-size:1.2rem}h4{font-size:1.1rem}"                        \
  ".bt-time{margin:0 0 1.5rem;color:var(--soft);font:.9rem/1.4 sans-serif}"              \
  ".bt-sapo{font-weight:600}"                                                            \
  "p{margin:0 0 1.1rem}a{color:var(--accent)}"                                           \
  "figure{margin:1.75rem 0}img{display:block;max-width:100%;height:auto;margin:0 auto}"  \
  "figcaption,caption{margin:.5rem 0 0;color:var(--soft);font:.92rem/1.5 sans-serif}"    \
  "caption{caption-side:bottom;text-align:start}"                                        \
  ".bt-no-photo{aspect-ratio:3/2;background:var(--wash);border:1px dashed var(--line)}"  \
  ".bt-items{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));"     \
  "gap:1rem}.bt-items figure{margin:0}"                                                  \
  "blockquote{margin:1.5rem 0;padding:.1rem 0 .1rem 1.1rem;"                             \
  "border-inline-start:3px solid var(--line)}"                                           \
  "blockquote p:last-of-type{margin-bottom:.3rem}cite{color:var(--soft);"                \
  "font-style:normal;font-size:.95rem}cite::before{content:\"— \"}"                    \
  ".bt-pull-quote{border:0;border-block:3px solid var(--accent);padding:1rem 0;"         \
  "text-align:center;font-size:1.3rem;line-height:1.5}"                                  \
  "ul,ol{padding-inline-start:1.5rem;margin:0 0 1.1rem}li ul,li ol{margin:0}"            \
  ".bt-table{overflow-x:auto;margin:1.75rem 0}"                                          \
  "table{border-collapse:collapse;width:100%;font:.95rem/1.5 sans-serif}"                \
  "th,td{padding:.4rem .6rem;border:1px solid var(--line);text-align:start;"             \
  "vertical-align:top}th{background:var(--wash)}"                                        \
  "hr{border:0;border-top:1px solid var(--line);margin:2rem 25%}"                        \
  ".bt-embed a{display:block;padding:1rem;background:var(--wash);"                       \
  "overflow-wrap:anywhere}"                                                              \
  ".bt-opaque{border:1px dashed var(--line);padding:1rem 1rem 0;margin:1.75rem 0}"       \
  ".bt-byline{margin-top:2rem;text-align:end;font-weight:600}"                           \
  "@media print{body{background:#fff;color:#000}}"
