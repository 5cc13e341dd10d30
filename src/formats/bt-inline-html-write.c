/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-inline-html.h"

#include "formats/bt-html-dom.h"

/* From the outermost to the innermost element. */
static const struct
{
  BtSpanKind kind;
  const char *element;
} nesting[] = {
  { BT_SPAN_LINK, "a" },        { BT_SPAN_BOLD, "strong" },
  { BT_SPAN_ITALIC, "em" },     { BT_SPAN_UNDERLINE, "u" },
  { BT_SPAN_STRIKE, "s" },      { BT_SPAN_SUPERSCRIPT, "sup" },
  { BT_SPAN_SUBSCRIPT, "sub" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (nesting) == BT_N_SPAN_KINDS);

void
bt_inline_html_write_text (GString *out, const char *text, BtInlineFlags flags)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '\n':
        g_string_append (out, "<br>");
        break;
      case '[':
        g_string_append (out, flags & BT_INLINE_NO_SHORTCODES ? "&#91;" : "[");
        break;
      default:
        g_string_append_c (out, *p);
      }
}

void
bt_inline_html_write_attribute (GString *out, const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '[':
        g_string_append (out, "&#91;");
        break;
      case '\n':
        g_string_append (out, "&#10;");
        break;
      default:
        g_string_append_c (out, *p);
      }
}

static void
open_element (GString *out, guint place, const BtSpan *span)
{
  if (span->kind == BT_SPAN_LINK)
    {
      g_string_append (out, "<a href=\"");
      bt_inline_html_write_attribute (out, span->href);
      g_string_append (out, "\">");
    }
  else
    g_string_append_printf (out, "<%s>", nesting[place].element);
}

/* Closes down to the first element that changes at @offset, and opens again from there. */
static void
change_marks (GString *out, const BtSpan **now, const BtSpan **wanted)
{
  guint keep = 0;

  while (keep < G_N_ELEMENTS (nesting) && now[keep] == wanted[keep])
    keep++;
  for (guint i = G_N_ELEMENTS (nesting); i > keep; i--)
    if (now[i - 1] != NULL)
      g_string_append_printf (out, "</%s>", nesting[i - 1].element);
  for (guint i = keep; i < G_N_ELEMENTS (nesting); i++)
    {
      if (wanted[i] != NULL)
        open_element (out, i, wanted[i]);
      now[i] = wanted[i];
    }
}

static guint
place_of (BtSpanKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (nesting); i++)
    if (nesting[i].kind == kind)
      return i;
  g_assert_not_reached ();
}

void
bt_inline_html_write (GString *out, const BtRichText *text, BtInlineFlags flags)
{
  guint n_spans = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n_spans);
  const char *p = bt_rich_text_get_text (text);
  const BtSpan *now[BT_N_SPAN_KINDS] = { NULL };
  guint length = bt_rich_text_get_length (text);
  guint next = 0;

  for (guint offset = 0; offset < length;)
    {
      const BtSpan *wanted[BT_N_SPAN_KINDS] = { NULL };
      guint end = length;
      const char *stop;

      for (guint i = 0; i < BT_N_SPAN_KINDS; i++)
        if (now[i] != NULL && now[i]->end > offset)
          wanted[i] = now[i];
      for (; next < n_spans && spans[next].start <= offset; next++)
        if (spans[next].kind != BT_SPAN_LINK || bt_html_link_is_safe (spans[next].href))
          wanted[place_of (spans[next].kind)] = &spans[next];
      change_marks (out, now, wanted);

      if (next < n_spans)
        end = MIN (end, spans[next].start);
      for (guint i = 0; i < BT_N_SPAN_KINDS; i++)
        if (now[i] != NULL)
          end = MIN (end, now[i]->end);
      stop = g_utf8_offset_to_pointer (p, (glong)(end - offset));
      {
        g_autofree char *part = g_strndup (p, (gsize)(stop - p));

        bt_inline_html_write_text (out, part, flags);
      }
      p = stop;
      offset = end;
    }
  change_marks (out, now, (const BtSpan *[BT_N_SPAN_KINDS]){ NULL });
}
