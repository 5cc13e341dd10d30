/* A text with its differences marked.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-diff-cell.h"

/* Colours whose contrast with each other is above 7:1, in light and in dark. */
typedef struct
{
  const char *text;
  const char *behind;
} Colors;

static const Colors light[] = {
  [BT_DIFF_REMOVED] = { "#8a0f1b", "#fbdcdf" },
  [BT_DIFF_ADDED] = { "#0b4f22", "#d3f2dc" },
  [BT_DIFF_CHANGED] = { "#123f7a", "#d9e7fb" },
};

static const Colors dark[] = {
  [BT_DIFF_REMOVED] = { "#ffc9cc", "#5a1820" },
  [BT_DIFF_ADDED] = { "#bdf5cb", "#12431f" },
  [BT_DIFF_CHANGED] = { "#cfe1ff", "#1b3a66" },
};

static void
add (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static guint
byte_of (const char *text, guint offset)
{
  return (guint)(g_utf8_offset_to_pointer (text, (glong)offset) - text);
}

/* ---- what the text has by itself ---- */

static PangoAttribute *
attribute_of (BtSpanKind kind)
{
  switch (kind)
    {
    case BT_SPAN_BOLD:
      return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    case BT_SPAN_ITALIC:
      return pango_attr_style_new (PANGO_STYLE_ITALIC);
    case BT_SPAN_STRIKE:
      return pango_attr_strikethrough_new (TRUE);
    case BT_SPAN_SUPERSCRIPT:
      return pango_attr_font_scale_new (PANGO_FONT_SCALE_SUPERSCRIPT);
    case BT_SPAN_SUBSCRIPT:
      return pango_attr_font_scale_new (PANGO_FONT_SCALE_SUBSCRIPT);
    case BT_SPAN_UNDERLINE:
    case BT_SPAN_LINK:
    default:
      return pango_attr_underline_new (PANGO_UNDERLINE_LOW);
    }
}

static void
add_spans (PangoAttrList *list, const BtRichText *rich)
{
  const char *text = bt_rich_text_get_text (rich);
  guint n;
  const BtSpan *spans = bt_rich_text_get_spans (rich, &n);

  for (guint i = 0; i < n; i++)
    {
      guint start = byte_of (text, spans[i].start);
      guint end = byte_of (text, spans[i].end);

      add (list, attribute_of (spans[i].kind), start, end);
      if (spans[i].kind == BT_SPAN_SUPERSCRIPT || spans[i].kind == BT_SPAN_SUBSCRIPT)
        add (list,
             pango_attr_baseline_shift_new (spans[i].kind == BT_SPAN_SUPERSCRIPT
                                                ? PANGO_BASELINE_SHIFT_SUPERSCRIPT
                                                : PANGO_BASELINE_SHIFT_SUBSCRIPT),
             start, end);
    }
}

/* ---- what is different ---- */

static void
add_color (PangoAttrList *list,
           const char *color,
           gboolean behind,
           guint start,
           guint end)
{
  PangoColor parsed;

  if (!pango_color_parse (&parsed, color))
    return;
  add (list,
       behind ? pango_attr_background_new (parsed.red, parsed.green, parsed.blue)
              : pango_attr_foreground_new (parsed.red, parsed.green, parsed.blue),
       start, end);
  /* else it is as translucent as the text of the window */
  add (list,
       behind ? pango_attr_background_alpha_new (G_MAXUINT16)
              : pango_attr_foreground_alpha_new (G_MAXUINT16),
       start, end);
}

static void
mark (PangoAttrList *list, BtDiffKind kind, gboolean is_dark, guint start, guint end)
{
  const Colors *colors = is_dark ? &dark[kind] : &light[kind];

  add_color (list, colors->text, FALSE, start, end);
  add_color (list, colors->behind, TRUE, start, end);
  if (kind == BT_DIFF_REMOVED)
    add (list, pango_attr_strikethrough_new (TRUE), start, end);
  else
    add (list,
         pango_attr_underline_new (kind == BT_DIFF_ADDED ? PANGO_UNDERLINE_SINGLE
                                                         : PANGO_UNDERLINE_DOUBLE),
         start, end);
}

GtkWidget *
bt_diff_label_new (const BtDiffPart *part, gboolean newer, const BtDiffLook *look)
{
  const BtRichText *rich = newer ? part->newer : part->older;
  const char *text = rich != NULL ? bt_rich_text_get_text (rich) : "";
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();

  if (rich != NULL)
    add_spans (list, rich);
  for (guint i = 0; i < part->runs->len; i++)
    {
      const BtDiffRun *run = &g_array_index (part->runs, BtDiffRun, i);
      guint start = newer ? run->new_start : run->old_start;
      guint end = newer ? run->new_end : run->old_end;

      if (run->kind != BT_DIFF_SAME && start < end)
        mark (list, run->kind, look->dark, byte_of (text, start), byte_of (text, end));
    }
  gtk_label_set_attributes (GTK_LABEL (label), list);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}
